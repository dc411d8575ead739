package io.whypfs.corenode.pieces.transfer;

import io.whypfs.events.DealChanged;
import io.whypfs.events.EventEnvelope;
import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.kit.inbox.PoisonEventException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;

/** Takes the facts about deals: for one that is over nothing is served any more. */
public final class DealFacts {

    private final TransfersRepository transfers;
    private final Clock clock;

    public DealFacts(TransfersRepository transfers, Clock clock) {
        this.transfers = transfers;
        this.clock = clock;
    }

    /** Gives a fact its effect, in the caller's transaction. */
    public void apply(Connection connection, EventEnvelope envelope) throws SQLException, PoisonEventException {
        if (envelope.data() instanceof DealChanged deal && deal.over()) {
            transfers.end(connection, deal.deal(), piece(deal), clock.instant());
        }
    }

    private static PieceCid piece(DealChanged deal) throws PoisonEventException {
        try {
            return PieceCid.parse(deal.pieceCid());
        } catch (FilecoinFormatException e) {
            throw new PoisonEventException("The deal " + deal.deal() + " names no piece: " + e.getMessage());
        }
    }
}
