package io.whypfs.deals.facts;

import io.quarkus.runtime.StartupEvent;
import io.whypfs.deals.deals.DealsConfig;
import io.whypfs.deals.deals.ServedBytes;
import io.whypfs.deals.pieces.PieceRepository;
import io.whypfs.events.BucketAudited;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.PieceFetched;
import io.whypfs.events.PieceReady;
import io.whypfs.events.Topics;
import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.kit.inbox.EventConsumers;
import io.whypfs.kit.inbox.PoisonEventException;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.MultiformatException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Takes facts about pieces, transfers and buckets. */
@Singleton
public final class PieceFacts {

    private static final Logger LOG = Logger.getLogger(PieceFacts.class);
    private static final String GROUP = "deal-maker";

    private final PieceRepository pieces;
    private final ServedBytes served;
    private final DealsConfig config;
    private final EventConsumers consumers;

    PieceFacts(PieceRepository pieces, ServedBytes served, DealsConfig config, EventConsumers consumers) {
        this.pieces = pieces;
        this.served = served;
        this.config = config;
        this.consumers = consumers;
    }

    void start(@Observes StartupEvent event) {
        consumers.start(Topics.PIECE, GROUP, this::apply);
        consumers.start(Topics.TRANSFER, GROUP, this::apply);
        consumers.start(Topics.BUCKET, GROUP, this::apply);
    }

    void apply(Connection connection, EventEnvelope envelope) throws SQLException, PoisonEventException {
        switch (envelope.data()) {
            case PieceReady ready -> {
                requireUsable(ready);
                pieces.add(connection, ready, config.copies(), envelope.sequence(), envelope.time());
            }
            case PieceFetched fetched ->
                served.note(connection, fetched.deal(), fetched.bytesServed(), fetched.whole());
            case BucketAudited audited -> pieces.wake(connection, audited.bucket(), 0);
            default -> LOG.tracef("type=%s eventId=%s \"not for deals\"", envelope.type(), envelope.id());
        }
    }

    private static void requireUsable(PieceReady ready) throws PoisonEventException {
        try {
            PieceCid.parse(ready.pieceCid());
            PaddedPieceSize size = new PaddedPieceSize(ready.pieceSize());
            Cid.parse(ready.root());
            if (!size.holds(ready.carBytes()) || ready.carBytes() < 1) {
                throw new PoisonEventException(
                        "A CAR of " + ready.carBytes() + " bytes is no piece of " + size.bytes() + " padded bytes.");
            }
        } catch (FilecoinFormatException | MultiformatException e) {
            throw new PoisonEventException(
                    "The piece of bucket " + ready.bucket() + " has no usable form: " + e.getMessage());
        }
    }
}
