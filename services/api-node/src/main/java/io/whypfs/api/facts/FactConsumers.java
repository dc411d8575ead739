package io.whypfs.api.facts;

import io.quarkus.runtime.StartupEvent;
import io.whypfs.events.BucketAudited;
import io.whypfs.events.BucketSealed;
import io.whypfs.events.ContentsAssigned;
import io.whypfs.events.DealChanged;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.PieceDelayed;
import io.whypfs.events.PieceReady;
import io.whypfs.events.Topics;
import io.whypfs.kit.inbox.EventConsumers;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/** Takes the facts about buckets, pieces and deals. */
@Singleton
final class FactConsumers {

    static final String GROUP = "api-node";

    private final BucketFactRepository buckets;
    private final PieceFactRepository pieces;
    private final DealFactRepository deals;
    private final EventConsumers consumers;

    FactConsumers(
            BucketFactRepository buckets,
            PieceFactRepository pieces,
            DealFactRepository deals,
            EventConsumers consumers) {
        this.buckets = buckets;
        this.pieces = pieces;
        this.deals = deals;
        this.consumers = consumers;
    }

    void start(@Observes StartupEvent event) {
        consumers.start(Topics.BUCKET, GROUP, this::apply);
        consumers.start(Topics.PIECE, GROUP, this::apply);
        consumers.start(Topics.DEAL, GROUP, this::apply);
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
