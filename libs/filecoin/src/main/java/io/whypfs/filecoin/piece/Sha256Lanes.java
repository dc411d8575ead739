package io.whypfs.filecoin.piece;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ROR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * SHA-256 of 64-byte messages, one message per lane of the processor's preferred integer vector.
 *
 * <p>A message of exactly 64 bytes is followed by a block that is always the same, so that block's schedule is made once.
 * The schedule and the rounds stand in methods of their own: in one method the JIT's first tier runs out of registers and
 * the method stays interpreted. Source: FIPS 180-4, section 6.2.
 */
final class Sha256Lanes {

    static final int ROUNDS = 64;
    static final int DIGEST_WORDS = 8;

    private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;

    static final int LANES = SPECIES.length();

    private static final int MESSAGE_WORDS = 16;

    /** Clears what the cut to 254 bits clears, in the big-endian last word. */
    private static final int LAST_WORD_MASK = 0xffff_ff3f;

    private static final int[] INITIAL = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    };

    private static final int[] K = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
    };

    private static final int[] PADDING_BLOCK = paddingBlock();
    private static final IntVector EVEN = IntVector.zero(SPECIES).addIndex(2);
    private static final IntVector ODD = EVEN.add(1);

    private Sha256Lanes() {}

    /** Lays two neighbouring groups of nodes out as messages: nodes 2i and 2i + 1 become the message in lane i. */
    static void pairUp(int[] nodes, int at, int[] w) {
        for (int i = 0; i < DIGEST_WORDS; i++) {
            IntVector first = IntVector.fromArray(SPECIES, nodes, at + i * LANES);
            IntVector second = IntVector.fromArray(SPECIES, nodes, at + (DIGEST_WORDS + i) * LANES);
            EVEN.selectFrom(first, second).intoArray(w, i * LANES);
            ODD.selectFrom(first, second).intoArray(w, (DIGEST_WORDS + i) * LANES);
        }
    }

    /** Hashes the messages in the first 16 words of w, whose rest is working memory, and cuts to 254 bits. */
    static void hash(int[] w, int[] out, int at) {
        for (int i = 0; i < DIGEST_WORDS; i++) {
            IntVector.broadcast(SPECIES, INITIAL[i]).intoArray(out, at + i * LANES);
        }
        extend(w);
        compress(w, out, at);
        compress(PADDING_BLOCK, out, at);
        int last = at + (DIGEST_WORDS - 1) * LANES;
        IntVector.fromArray(SPECIES, out, last).lanewise(AND, LAST_WORD_MASK).intoArray(out, last);
    }

    private static void extend(int[] w) {
        for (int t = MESSAGE_WORDS; t < ROUNDS; t++) {
            IntVector x = IntVector.fromArray(SPECIES, w, (t - 15) * LANES);
            IntVector y = IntVector.fromArray(SPECIES, w, (t - 2) * LANES);
            IntVector sigma0 =
                    x.lanewise(ROR, 7).lanewise(XOR, x.lanewise(ROR, 18)).lanewise(XOR, x.lanewise(LSHR, 3));
            IntVector sigma1 =
                    y.lanewise(ROR, 17).lanewise(XOR, y.lanewise(ROR, 19)).lanewise(XOR, y.lanewise(LSHR, 10));
            IntVector.fromArray(SPECIES, w, (t - 16) * LANES)
                    .add(IntVector.fromArray(SPECIES, w, (t - 7) * LANES))
                    .add(sigma0)
                    .add(sigma1)
                    .intoArray(w, t * LANES);
        }
    }

    /**
     * Takes one block's schedule into the state.
     *
     * <p>Long on purpose: the JIT stops inlining methods of ours after a few rounds, and each vector that crosses a call
     * lands on the heap, which costs nine tenths of the speed. After 4 rounds the variables have their roles back.
     */
    private static void compress(int[] w, int[] state, int at) {
        IntVector a = IntVector.fromArray(SPECIES, state, at);
        IntVector b = IntVector.fromArray(SPECIES, state, at + LANES);
        IntVector c = IntVector.fromArray(SPECIES, state, at + 2 * LANES);
        IntVector d = IntVector.fromArray(SPECIES, state, at + 3 * LANES);
        IntVector e = IntVector.fromArray(SPECIES, state, at + 4 * LANES);
        IntVector f = IntVector.fromArray(SPECIES, state, at + 5 * LANES);
        IntVector g = IntVector.fromArray(SPECIES, state, at + 6 * LANES);
        IntVector h = IntVector.fromArray(SPECIES, state, at + 7 * LANES);
        for (int t = 0; t < ROUNDS; t += 4) {
            h = h.add(IntVector.fromArray(SPECIES, w, t * LANES))
                    .add(K[t])
                    .add(f.lanewise(XOR, g).lanewise(AND, e).lanewise(XOR, g))
                    .add(e.lanewise(ROR, 6).lanewise(XOR, e.lanewise(ROR, 11)).lanewise(XOR, e.lanewise(ROR, 25)));
            d = d.add(h);
            h = h.add(a.lanewise(AND, b).lanewise(XOR, c.lanewise(AND, a.lanewise(XOR, b))))
                    .add(a.lanewise(ROR, 2).lanewise(XOR, a.lanewise(ROR, 13)).lanewise(XOR, a.lanewise(ROR, 22)));
            g = g.add(IntVector.fromArray(SPECIES, w, (t + 1) * LANES))
                    .add(K[t + 1])
                    .add(e.lanewise(XOR, f).lanewise(AND, d).lanewise(XOR, f))
                    .add(d.lanewise(ROR, 6).lanewise(XOR, d.lanewise(ROR, 11)).lanewise(XOR, d.lanewise(ROR, 25)));
            c = c.add(g);
            g = g.add(h.lanewise(AND, a).lanewise(XOR, b.lanewise(AND, h.lanewise(XOR, a))))
                    .add(h.lanewise(ROR, 2).lanewise(XOR, h.lanewise(ROR, 13)).lanewise(XOR, h.lanewise(ROR, 22)));
            f = f.add(IntVector.fromArray(SPECIES, w, (t + 2) * LANES))
                    .add(K[t + 2])
                    .add(d.lanewise(XOR, e).lanewise(AND, c).lanewise(XOR, e))
                    .add(c.lanewise(ROR, 6).lanewise(XOR, c.lanewise(ROR, 11)).lanewise(XOR, c.lanewise(ROR, 25)));
            b = b.add(f);
            f = f.add(g.lanewise(AND, h).lanewise(XOR, a.lanewise(AND, g.lanewise(XOR, h))))
                    .add(g.lanewise(ROR, 2).lanewise(XOR, g.lanewise(ROR, 13)).lanewise(XOR, g.lanewise(ROR, 22)));
            e = e.add(IntVector.fromArray(SPECIES, w, (t + 3) * LANES))
                    .add(K[t + 3])
                    .add(c.lanewise(XOR, d).lanewise(AND, b).lanewise(XOR, d))
                    .add(b.lanewise(ROR, 6).lanewise(XOR, b.lanewise(ROR, 11)).lanewise(XOR, b.lanewise(ROR, 25)));
            a = a.add(e);
            e = e.add(f.lanewise(AND, g).lanewise(XOR, h.lanewise(AND, f.lanewise(XOR, g))))
                    .add(f.lanewise(ROR, 2).lanewise(XOR, f.lanewise(ROR, 13)).lanewise(XOR, f.lanewise(ROR, 22)));
            IntVector spare = a;
            a = e;
            e = spare;
            spare = b;
            b = f;
            f = spare;
            spare = c;
            c = g;
            g = spare;
            spare = d;
            d = h;
            h = spare;
        }
        a.add(IntVector.fromArray(SPECIES, state, at)).intoArray(state, at);
        b.add(IntVector.fromArray(SPECIES, state, at + LANES)).intoArray(state, at + LANES);
        c.add(IntVector.fromArray(SPECIES, state, at + 2 * LANES)).intoArray(state, at + 2 * LANES);
        d.add(IntVector.fromArray(SPECIES, state, at + 3 * LANES)).intoArray(state, at + 3 * LANES);
        e.add(IntVector.fromArray(SPECIES, state, at + 4 * LANES)).intoArray(state, at + 4 * LANES);
        f.add(IntVector.fromArray(SPECIES, state, at + 5 * LANES)).intoArray(state, at + 5 * LANES);
        g.add(IntVector.fromArray(SPECIES, state, at + 6 * LANES)).intoArray(state, at + 6 * LANES);
        h.add(IntVector.fromArray(SPECIES, state, at + 7 * LANES)).intoArray(state, at + 7 * LANES);
    }

    /** The schedule of the second block, the same in every lane: 80 00 ... and the message's length of 512 bits. */
    private static int[] paddingBlock() {
        int[] w = new int[ROUNDS * LANES];
        IntVector.broadcast(SPECIES, 0x8000_0000).intoArray(w, 0);
        IntVector.broadcast(SPECIES, 2 * Commitment.BYTES * Byte.SIZE).intoArray(w, (MESSAGE_WORDS - 1) * LANES);
        extend(w);
        return w;
    }
}
