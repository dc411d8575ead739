package io.whypfs.scheduler.buckets;

import io.whypfs.events.EventEnvelope;
import io.whypfs.events.PieceDelayed;
import io.whypfs.events.PieceReady;
import io.whypfs.kit.inbox.EventHandler;
import io.whypfs.kit.inbox.PoisonEventException;
import io.whypfs.kit.outbox.OutboxRepository;
import io.whypfs.scheduler.buckets.Piecework.BuiltPiece;
import io.whypfs.scheduler.buckets.Piecework.Delay;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Gives facts about pieces their effect. */
public final class PieceHandler implements EventHandler {

    private static final Logger LOG = Logger.getLogger(PieceHandler.class);

    private final OutboxRepository outbox;

    public PieceHandler(OutboxRepository outbox) {
        this.outbox = outbox;
    }

    @Override
    public void apply(Connection connection, EventEnvelope envelope) throws SQLException, PoisonEventException {
        Ledger ledger = new JdbcLedger(connection, outbox);
        switch (envelope.data()) {
            case PieceReady ready ->
                ledger.save(sealed(ledger, ready.bucket())
                        .pieceBuilt(
                                new BuiltPiece(ready.pieceCid(), ready.pieceSize(), ready.carBytes()),
                                envelope.sequence(),
                                envelope.time()));
            case PieceDelayed delayed ->
                ledger.save(sealed(ledger, delayed.bucket())
                        .pieceDelayed(new Delay(delayed.why(), delayed.next(), delayed.nextAt()), envelope.sequence()));
            default -> LOG.debugf("type=%s eventId=%s \"not about pieces\"", envelope.type(), envelope.id());
        }
    }

    private static Bucket sealed(Ledger ledger, UUID uuid) throws SQLException, PoisonEventException {
        Bucket bucket = ledger.lock(uuid)
                .orElseThrow(() -> new PoisonEventException("The scheduler never had a bucket " + uuid + "."));
        if (bucket.piecework().seal() == null) {
            throw new PoisonEventException("The bucket " + uuid + " is " + bucket.state() + "; it has no piece.");
        }
        return bucket;
    }
}
