package io.whypfs.filecoin.piece;

import io.whypfs.filecoin.FilecoinFormatException;
import java.util.Arrays;

/**
 * The nodes of a piece from one per MiB up; all that proofs need but for the edges of their range.
 *
 * <p>A piece of less than a MiB keeps its root only. Behind the payload's nodes stand zeros, also when the piece is larger
 * than its natural size. 32 GiB keep 2 MiB in memory and {@link #keptNodes()} is half of that. Immutable.
 */
public final class PieceTree implements CommitmentTree {

    /** Level of the kept nodes: one per MiB of padded piece. */
    public static final int KEPT_LEVEL = 15;

    /** Payload bytes below one kept node. */
    public static final int PAYLOAD_PER_NODE = (1 << 20) / Fr32.PADDED_GROUP * Fr32.UNPADDED_GROUP;

    private final long payloadBytes;
    private final int height;
    private final int keptLevel;
    private final byte[][] levels;

    private PieceTree(long payloadBytes, int height, int keptLevel, byte[][] levels) {
        this.payloadBytes = payloadBytes;
        this.height = height;
        this.keptLevel = keptLevel;
        this.levels = levels;
    }

    /**
     * Rebuilds the tree from its kept nodes.
     *
     * @param nodes 32 bytes for each MiB or part of one that the payload fills
     * @throws FilecoinFormatException when their number does not belong to the payload's length
     */
    public static PieceTree of(long payloadBytes, byte[] nodes) {
        return of(payloadBytes, PaddedPieceSize.naturalFor(payloadBytes), nodes);
    }

    /** As {@link #of(long, byte[])}, filled up with zeros to a larger size than the natural one. */
    public static PieceTree of(long payloadBytes, PaddedPieceSize size, byte[] nodes) {
        int natural = PaddedPieceSize.naturalFor(payloadBytes).height();
        if (size.height() < natural) {
            throw new FilecoinFormatException(
                    "A piece of " + size.bytes() + " bytes does not hold a payload of " + payloadBytes + " bytes.");
        }
        long wanted = Math.max(1, Math.ceilDiv(payloadBytes, PAYLOAD_PER_NODE));
        if (nodes.length != wanted * Commitment.BYTES) {
            throw new FilecoinFormatException("A payload of " + payloadBytes + " bytes has " + wanted
                    + " nodes of 32 bytes, but got " + nodes.length + " bytes.");
        }
        int keptLevel = Math.min(KEPT_LEVEL, natural);
        byte[][] levels = new byte[size.height() - keptLevel + 1][];
        levels[0] = nodes.clone();
        for (int i = 1; i < levels.length; i++) {
            levels[i] = parents(levels[i - 1], ZeroCommitments.level(keptLevel + i - 1));
        }
        return new PieceTree(payloadBytes, size.height(), keptLevel, levels);
    }

    private static byte[] parents(byte[] row, Commitment zero) {
        int nodes = row.length / Commitment.BYTES;
        byte[] even = row;
        if (nodes % 2 == 1) {
            even = Arrays.copyOf(row, row.length + Commitment.BYTES);
            zero.write(even, row.length);
        }
        byte[] parents = new byte[even.length / 2];
        NodeHash hash = new NodeHash();
        for (int at = 0; at < parents.length; at += Commitment.BYTES) {
            hash.parent(even, 2 * at, even, 2 * at + Commitment.BYTES, parents, at);
        }
        return parents;
    }

    public long payloadBytes() {
        return payloadBytes;
    }

    @Override
    public int height() {
        return height;
    }

    /** Lowest level this tree answers for. */
    public int keptLevel() {
        return keptLevel;
    }

    /** A copy of the kept nodes, 32 bytes each, from which {@link #of(long, byte[])} makes this tree again. */
    public byte[] keptNodes() {
        return levels[0].clone();
    }

    public PieceCid pieceCid() {
        return new PieceCid(root());
    }

    /** The CID that also tells the payload's length, when the piece has its natural size. */
    public PieceCidV2 pieceCidV2() {
        return new PieceCidV2(root(), payloadBytes);
    }

    @Override
    public Commitment node(int level, long index) {
        requireNode(level, index);
        if (index << level << 5 >= paddedPayloadEnd()) {
            return ZeroCommitments.level(level);
        }
        if (level < keptLevel) {
            throw new IllegalStateException("Level " + level + " is not kept, only from " + keptLevel + " up.");
        }
        return Commitment.of(levels[level - keptLevel], (int) index * Commitment.BYTES, Commitment.BYTES);
    }

    private long paddedPayloadEnd() {
        return Math.max(1, Math.ceilDiv(payloadBytes, Fr32.UNPADDED_GROUP)) * Fr32.PADDED_GROUP;
    }
}
