package io.whypfs.api.facts;

import io.whypfs.events.BucketAudited;
import io.whypfs.events.BucketSealed;
import io.whypfs.events.ContentsAssigned;
import io.whypfs.events.DealChanged;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.PieceDelayed;
import io.whypfs.events.PieceReady;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/** Gives each fact its effect in the tables kept here. */
@Singleton
final class FactEffects {

    private final BucketFactRepository buckets;
    private final PieceFactRepository pieces;
    private final DealFactRepository deals;

    FactEffects(BucketFactRepository buckets, PieceFactRepository pieces, DealFactRepository deals) {
        this.buckets = buckets;
        this.pieces = pieces;
        this.deals = deals;
    }

    /** The members of a sealed bucket are known here from their assignments, so that fact is passed over. */
    void apply(Connection connection, EventEnvelope envelope) throws SQLException {
        long sequence = envelope.sequence();
        switch (envelope.data()) {
            case ContentsAssigned assigned -> buckets.assign(connection, assigned, sequence, envelope.time());
            case BucketSealed sealed -> buckets.seal(connection, sealed, sequence, envelope.time());
            case BucketAudited audited -> buckets.audit(connection, audited, sequence, envelope.time());
            case PieceReady ready -> pieces.ready(connection, ready, sequence, envelope.time());
            case PieceDelayed delayed -> pieces.delay(connection, delayed, sequence, envelope.time());
            case DealChanged changed -> deals.change(connection, changed, sequence, envelope.time());
            default -> {}
        }
    }
}
