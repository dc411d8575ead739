package io.whypfs.corenode.pieces.build;

import io.whypfs.corenode.pieces.layout.LayoutRecorder;
import io.whypfs.filecoin.piece.PieceHasher;
import io.whypfs.filecoin.piece.PieceTree;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.block.BlockSink;
import io.whypfs.ipld.car.CarWriter;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** One pass over the blocks of a piece: CAR sections, Fr32 and the commitment's tree; the CAR itself is kept nowhere. */
final class PieceStream implements BlockSink {

    private final PieceHasher hasher;
    private final LayoutRecorder layout;
    private final CarWriter car;

    PieceStream(Cid root, PieceHasher hasher, LayoutRecorder.RowSink rows) throws IOException {
        this.hasher = hasher;
        this.layout = new LayoutRecorder(root, rows);
        this.car = new CarWriter(new HashedBytes(hasher), List.of(root));
    }

    @Override
    public void put(Block block) throws IOException {
        car.put(block);
        layout.add(block.cid(), block.data().length);
    }

    /** Bytes of the CAR so far. */
    long carBytes() {
        return layout.carBytes();
    }

    long blocks() {
        return layout.sections();
    }

    /** Ends the layout and returns the tree. */
    PieceTree finish() throws IOException {
        layout.finish();
        PieceTree tree = hasher.finish();
        if (tree.payloadBytes() != layout.carBytes()) {
            throw new IllegalStateException(
                    "The layout has " + layout.carBytes() + " bytes, and " + tree.payloadBytes() + " were hashed.");
        }
        return tree;
    }

    private static final class HashedBytes extends OutputStream {

        private final PieceHasher hasher;

        HashedBytes(PieceHasher hasher) {
            this.hasher = hasher;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            hasher.write(bytes, offset, length);
        }
    }
}
