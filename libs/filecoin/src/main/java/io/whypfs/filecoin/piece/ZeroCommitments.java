package io.whypfs.filecoin.piece;

/** Nodes above nothing but zeros, by level: level 0 is a leaf, level k stands for {@code 32 * 2^k} bytes. */
public final class ZeroCommitments {

    /** Highest level whose size still fits a signed 64-bit number. */
    public static final int MAX_LEVEL = 57;

    private static final Commitment[] LEVELS = levels();

    private ZeroCommitments() {}

    public static Commitment level(int level) {
        return LEVELS[level];
    }

    private static Commitment[] levels() {
        Commitment[] levels = new Commitment[MAX_LEVEL + 1];
        levels[0] = Commitment.of(new byte[Commitment.BYTES]);
        for (int level = 1; level <= MAX_LEVEL; level++) {
            levels[level] = levels[level - 1].parentWith(levels[level - 1]);
        }
        return levels;
    }
}
