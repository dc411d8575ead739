package io.whypfs.filecoin.piece;

import java.util.Arrays;
import java.util.BitSet;

/** Kept nodes as they become ready, in any order. For any thread. */
final class NodeRow {

    private final BitSet present = new BitSet();
    private byte[] nodes;

    NodeRow(byte[] known) {
        this.nodes = known.clone();
        present.set(0, known.length / Commitment.BYTES);
    }

    synchronized void put(long index, byte[] node) {
        int place = Math.toIntExact(index);
        int end = (place + 1) * Commitment.BYTES;
        if (nodes.length < end) {
            nodes = Arrays.copyOf(nodes, Math.max(end, nodes.length * 2));
        }
        System.arraycopy(node, 0, nodes, place * Commitment.BYTES, Commitment.BYTES);
        present.set(place);
    }

    /** All nodes before the first that is missing. */
    synchronized byte[] finished() {
        return Arrays.copyOf(nodes, present.nextClearBit(0) * Commitment.BYTES);
    }
}
