package io.whypfs.filecoin.piece;

/** One node after the other, with the JDK's SHA-256. */
final class DigestSubtreeHasher implements SubtreeHasher {

    private final NodeHash hash = new NodeHash();
    private final byte[] nodes = new byte[LEAVES * Commitment.BYTES];

    @Override
    public void root(byte[] payload, int from, byte[] out, int to) {
        root(payload, from, LEAVES / 4, out, to);
    }

    /** @param groups a power of two, at most a quarter of {@link #LEAVES} */
    void root(byte[] payload, int from, int groups, byte[] out, int to) {
        Fr32.pad(payload, from, groups, nodes, 0);
        hash.reduce(nodes, groups * 4);
        System.arraycopy(nodes, 0, out, to, Commitment.BYTES);
    }
}
