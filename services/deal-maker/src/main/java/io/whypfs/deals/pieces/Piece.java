package io.whypfs.deals.pieces;

import io.whypfs.deals.deals.Reason;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.multiformats.Cid;
import java.time.Instant;
import java.util.UUID;

/**
 * A piece and where its copies stand.
 *
 * @param pieceCidV2 the CID that also tells the length of the payload
 * @param carBytes length of the CAR
 * @param root the CAR's only root
 * @param target deals it should have
 * @param missing deals it lacked when it was looked at last
 * @param since when its reason became true
 * @param dueEpoch when it is looked at again; 0: at once
 * @param pausedUntil epoch before which no deals are made for it
 * @param roundFailures deals that came to nothing since the last pause
 * @param revision counts the changes
 */
public record Piece(
        UUID bucket,
        PieceCid pieceCid,
        String pieceCidV2,
        PaddedPieceSize pieceSize,
        long carBytes,
        Cid root,
        int target,
        Reason reason,
        Instant since,
        int missing,
        long dueEpoch,
        long pausedUntil,
        int roundFailures,
        long revision) {

    /** Looked at: it lacks so many deals for this reason. */
    public Piece looked(int newMissing, Reason newReason, Instant now, long newDueEpoch) {
        return new Piece(
                bucket,
                pieceCid,
                pieceCidV2,
                pieceSize,
                carBytes,
                root,
                target,
                newReason,
                newReason.why().equals(reason.why()) ? since : now,
                newMissing,
                newDueEpoch,
                pausedUntil,
                roundFailures,
                revision);
    }

    /** Pausing, and counting its failures from nought. */
    public Piece paused(int newMissing, Reason newReason, Instant now, long untilEpoch) {
        return new Piece(
                bucket,
                pieceCid,
                pieceCidV2,
                pieceSize,
                carBytes,
                root,
                target,
                newReason,
                now,
                newMissing,
                untilEpoch,
                untilEpoch,
                0,
                revision);
    }
}
