package io.whypfs.scheduler.checker;

import io.whypfs.events.DealChanged;
import io.whypfs.events.EventEnvelope;
import io.whypfs.kit.inbox.EventHandler;
import io.whypfs.kit.outbox.OutboxRepository;
import io.whypfs.scheduler.buckets.Bucket;
import io.whypfs.scheduler.buckets.DealCount;
import io.whypfs.scheduler.buckets.JdbcLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Gives facts about deals their effect. */
public final class DealHandler implements EventHandler {

    private static final Logger LOG = Logger.getLogger(DealHandler.class);

    private final OutboxRepository outbox;
    private final DealViewRepository deals = new DealViewRepository();

    public DealHandler(OutboxRepository outbox) {
        this.outbox = outbox;
    }

    @Override
    public void apply(Connection connection, EventEnvelope envelope) throws SQLException {
        if (!(envelope.data() instanceof DealChanged deal)) {
            LOG.debugf("type=%s eventId=%s \"not about deals\"", envelope.type(), envelope.id());
            return;
        }
        JdbcLedger ledger = new JdbcLedger(connection, outbox);
        // Locked first: counts of two facts that come at once must not overtake each other.
        Optional<Bucket> bucket = ledger.lock(deal.bucket());
        if (!deals.note(connection, deal, envelope.sequence(), envelope.time())) {
            return;
        }
        if (bucket.isEmpty()) {
            LOG.warnf(
                    "dealUuid=%s bucketId=%s error=\"a deal of a bucket that is not known here\"",
                    deal.deal(), deal.bucket());
            return;
        }
        DealViewRepository.Count count = deals.count(connection, deal.bucket());
        DealCount before = bucket.get().deals();
        ledger.save(bucket.get().with(new DealCount(count.live(), count.active(), before.auditedAt())));
    }
}
