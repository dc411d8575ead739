package io.whypfs.filecoin.piece;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * As many nodes at once as an integer vector has lanes.
 *
 * <p>A row of nodes is kept in groups of one node per lane, word by word: word w of the group's lane l at {@code w * lanes
 * + l}. The lowest row is never written as bytes: padding puts the payload's words where the first hashing reads them.
 */
final class LaneSubtreeHasher implements SubtreeHasher {

    private static final int LANES = Sha256Lanes.LANES;
    private static final int GROUP = LANES * Sha256Lanes.DIGEST_WORDS;
    private static final int WORDS_PER_MESSAGE = 8;
    private static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final long[] words = new long[2 * WORDS_PER_MESSAGE];
    private final int[] schedule = new int[LANES * Sha256Lanes.ROUNDS];
    private final NodeHash hash = new NodeHash();
    private final byte[] top = new byte[LANES * Commitment.BYTES];
    private int[] row = new int[LEAVES / 2 * Sha256Lanes.DIGEST_WORDS];
    private int[] nextRow = new int[LEAVES / 4 * Sha256Lanes.DIGEST_WORDS];

    /** Narrow vectors are no faster than the JDK's SHA-256, and emulated ones are much slower. */
    static boolean isWorthwhile() {
        return LANES == 8 || LANES == 16;
    }

    @Override
    public void root(byte[] payload, int from, byte[] out, int to) {
        hashLeaves(payload, from);
        int nodes = LEAVES / 2;
        while (nodes > LANES) {
            for (int group = 0; group < nodes / LANES / 2; group++) {
                Sha256Lanes.pairUp(row, group * 2 * GROUP, schedule);
                Sha256Lanes.hash(schedule, nextRow, group * GROUP);
            }
            nodes /= 2;
            int[] spare = row;
            row = nextRow;
            nextRow = spare;
        }
        writeTop();
        hash.reduce(top, LANES);
        System.arraycopy(top, 0, out, to, Commitment.BYTES);
        if (row.length < nextRow.length) {
            int[] longer = nextRow;
            nextRow = row;
            row = longer;
        }
    }

    private void hashLeaves(byte[] payload, int from) {
        int at = from;
        for (int group = 0; group < LEAVES / 2 / LANES; group++) {
            for (int lane = 0; lane < LANES; lane += 2) {
                Fr32.spread(payload, at, words);
                putMessage(0, lane);
                putMessage(WORDS_PER_MESSAGE, lane + 1);
                at += Fr32.UNPADDED_GROUP;
            }
            Sha256Lanes.hash(schedule, row, group * GROUP);
        }
    }

    private void putMessage(int first, int lane) {
        for (int i = 0; i < WORDS_PER_MESSAGE; i++) {
            long word = words[first + i];
            schedule[2 * i * LANES + lane] = Integer.reverseBytes((int) word);
            schedule[(2 * i + 1) * LANES + lane] = Integer.reverseBytes((int) (word >>> Integer.SIZE));
        }
    }

    private void writeTop() {
        for (int lane = 0; lane < LANES; lane++) {
            for (int i = 0; i < Sha256Lanes.DIGEST_WORDS; i++) {
                BIG_ENDIAN.set(top, lane * Commitment.BYTES + i * Integer.BYTES, row[i * LANES + lane]);
            }
        }
    }
}
