package io.whypfs.devnet.piece;

import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.codec.Digests;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Takes a payload in any portions and gives its commitment. Not for several threads.
 *
 * <p>Memory: one group, and one pending node per level of the tree.
 */
public final class CommP {

    private static final int NODE = 32;
    private static final int LEVELS = 40;
    private static final int LOW_SIX = 0x3f;
    private static final byte[][] ZEROS = zeros();
    private final MessageDigest sha256 = Digests.sha256();
    private final byte[] group = new byte[Fr32.UNPADDED];
    private final byte[] expanded = new byte[Fr32.PADDED];
    /** Per level: the left node that waits for its right neighbour, and room for both. */
    private final byte[][] pairs = new byte[LEVELS][2 * NODE];

    private final boolean[] waits = new boolean[LEVELS];
    private int held;
    private long payload;

    private static byte[][] zeros() {
        byte[][] zeros = new byte[LEVELS][NODE];
        MessageDigest digest = Digests.sha256();
        for (int level = 1; level < LEVELS; level++) {
            digest.update(zeros[level - 1]);
            zeros[level] = digest.digest(zeros[level - 1]);
            zeros[level][NODE - 1] &= LOW_SIX;
        }
        return zeros;
    }

    /** The commitment of a subtree of zeros. @param level 0 for a leaf of 32 bytes */
    public static byte[] zero(int level) {
        return ZEROS[level].clone();
    }

    /** @param bytes borrowed for the call */
    public void update(byte[] bytes, int from, int length) {
        payload += length;
        int at = from;
        int rest = length;
        while (rest > 0) {
            if (held == 0 && rest >= Fr32.UNPADDED) {
                group(bytes, at);
                at += Fr32.UNPADDED;
                rest -= Fr32.UNPADDED;
            } else {
                int taken = Math.min(rest, Fr32.UNPADDED - held);
                System.arraycopy(bytes, at, group, held, taken);
                held += taken;
                at += taken;
                rest -= taken;
                if (held == Fr32.UNPADDED) {
                    group(group, 0);
                    held = 0;
                }
            }
        }
    }

    private void group(byte[] bytes, int at) {
        Fr32.expand(bytes, at, expanded);
        for (int leaf = 0; leaf < Fr32.PADDED; leaf += NODE) {
            add(0, expanded, leaf);
        }
    }

    /** Adds a node to a level, and joins upwards for as long as there is a pair. */
    private void add(int fromLevel, byte[] node, int at) {
        int level = fromLevel;
        byte[] source = node;
        int offset = at;
        while (waits[level]) {
            byte[] pair = pairs[level];
            System.arraycopy(source, offset, pair, NODE, NODE);
            waits[level] = false;
            join(pair);
            source = pair;
            offset = 0;
            level++;
        }
        System.arraycopy(source, offset, pairs[level], 0, NODE);
        waits[level] = true;
    }

    /** Hashes a pair into its first half. */
    private void join(byte[] pair) {
        try {
            sha256.update(pair, 0, 2 * NODE);
            sha256.digest(pair, 0, NODE);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes take a SHA-256", e);
        }
        pair[NODE - 1] &= LOW_SIX;
    }

    public long payload() {
        return payload;
    }

    /** The piece's CID for the natural padded size of what was taken. Ends this object's life. */
    public Cid finish() {
        long size = PieceSize.natural(payload);
        if (held > 0 || payload == 0) {
            Arrays.fill(group, held, Fr32.UNPADDED, (byte) 0);
            group(group, 0);
            held = 0;
        }
        int top = Long.numberOfTrailingZeros(size / NODE);
        for (int level = 0; level < top; level++) {
            if (waits[level]) {
                add(level, ZEROS[level], 0);
            }
        }
        return Cid.piece(Arrays.copyOf(pairs[top], NODE));
    }
}
