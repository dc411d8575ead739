package io.whypfs.filecoin.piece;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.cbor.CborReader;
import io.whypfs.filecoin.cbor.CborWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows that one node stands in a tree. CBOR: list of {@code [index, [siblings of 32 bytes, lowest first]]}.
 *
 * <p>Bit k of the index says whether the sibling of step k stands left (1) or right (0). Source: FRC-0058.
 *
 * @param index place of the node in its level
 */
public record MerkleProof(long index, List<Commitment> path) {

    /** Longest path that leads through a piece. */
    private static final int MAX_PATH = ZeroCommitments.MAX_LEVEL;

    public MerkleProof {
        path = List.copyOf(path);
        if (path.size() > MAX_PATH) {
            throw new FilecoinFormatException("A path of " + path.size() + " steps is longer than any piece is high.");
        }
        if (index < 0 || index >>> path.size() != 0) {
            throw new FilecoinFormatException(
                    "A path of " + path.size() + " steps cannot begin at index " + index + ".");
        }
    }

    /** The root of the tree in which the node has this proof. */
    public Commitment root(Commitment node) {
        Commitment at = node;
        for (int step = 0; step < path.size(); step++) {
            Commitment sibling = path.get(step);
            at = (index >>> step & 1) == 0 ? at.parentWith(sibling) : sibling.parentWith(at);
        }
        return at;
    }

    public void write(CborWriter out) {
        out.list(2).integer(index).list(path.size());
        path.forEach(node -> out.bytes(node.toBytes()));
    }

    public static MerkleProof read(CborReader in) {
        in.list(2);
        long index = in.unsigned();
        int steps = in.list();
        if (steps > MAX_PATH) {
            throw new FilecoinFormatException("A path of " + steps + " steps is longer than any piece is high.");
        }
        List<Commitment> path = new ArrayList<>(steps);
        for (int i = 0; i < steps; i++) {
            path.add(Commitment.of(in.byteString(Commitment.BYTES)));
        }
        return new MerkleProof(index, path);
    }
}
