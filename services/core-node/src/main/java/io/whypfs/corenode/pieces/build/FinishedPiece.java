package io.whypfs.corenode.pieces.build;

import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.filecoin.piece.PieceCidV2;
import io.whypfs.multiformats.Cid;

/**
 * What a build ends in.
 *
 * @param root the CAR's only root
 * @param pieceCid commitment and length of the CAR
 * @param blocks number of blocks in it
 */
record FinishedPiece(Cid root, PieceCidV2 pieceCid, long blocks) {

    PieceCid v1() {
        return pieceCid.toV1();
    }

    long carBytes() {
        return pieceCid.payloadBytes();
    }

    PaddedPieceSize size() {
        return pieceCid.size();
    }
}
