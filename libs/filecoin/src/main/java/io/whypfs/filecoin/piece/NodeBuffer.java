package io.whypfs.filecoin.piece;

import org.jspecify.annotations.Nullable;

/** Payload below one kept node, and what it takes to hash it. For one thread at a time. */
final class NodeBuffer {

    private static final int SUBTREES = PieceTree.PAYLOAD_PER_NODE / SubtreeHasher.PAYLOAD_BYTES;

    final byte[] payload = new byte[PieceTree.PAYLOAD_PER_NODE];

    private final byte[] roots = new byte[SUBTREES * Commitment.BYTES];
    /** Made when it is first needed: in a JVM that leaves hashing to another one it never is. */
    private @Nullable SubtreeHasher subtrees;

    private final NodeHash top = new NodeHash();

    void hash(byte[] out) {
        hashSubtrees(SUBTREES, out);
    }

    /** @param groups a power of two */
    void hashSmall(int groups, byte[] out) {
        int groupsPerSubtree = SubtreeHasher.LEAVES / 4;
        if (groups >= groupsPerSubtree) {
            hashSubtrees(groups / groupsPerSubtree, out);
        } else {
            new DigestSubtreeHasher().root(payload, 0, groups, out, 0);
        }
    }

    private void hashSubtrees(int count, byte[] out) {
        SubtreeHasher hasher = subtrees;
        if (hasher == null) {
            hasher = SubtreeHasher.fastest();
            subtrees = hasher;
        }
        for (int i = 0; i < count; i++) {
            hasher.root(payload, i * SubtreeHasher.PAYLOAD_BYTES, roots, i * Commitment.BYTES);
        }
        top.reduce(roots, count);
        System.arraycopy(roots, 0, out, 0, Commitment.BYTES);
    }
}
