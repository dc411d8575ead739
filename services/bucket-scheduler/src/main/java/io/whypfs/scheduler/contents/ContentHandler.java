package io.whypfs.scheduler.contents;

import io.whypfs.events.ContentDeleted;
import io.whypfs.events.ContentStored;
import io.whypfs.events.EventEnvelope;
import io.whypfs.kit.inbox.EventHandler;
import io.whypfs.kit.inbox.Fact;
import io.whypfs.kit.outbox.OutboxRepository;
import io.whypfs.scheduler.buckets.Bucket;
import io.whypfs.scheduler.buckets.JdbcLedger;
import io.whypfs.scheduler.buckets.MembershipRepository;
import io.whypfs.scheduler.contents.ContentRepository.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Gives facts about contents their effect. */
public final class ContentHandler implements EventHandler {

    private static final Logger LOG = Logger.getLogger(ContentHandler.class);

    private final ContentRepository contents;
    private final OutboxRepository outbox;
    private final MembershipRepository members = new MembershipRepository();

    public ContentHandler(ContentRepository contents, OutboxRepository outbox) {
        this.contents = contents;
        this.outbox = outbox;
    }

    @Override
    public void apply(Connection connection, EventEnvelope envelope) throws SQLException {
        applyAll(connection, List.of(envelope));
    }

    /** Stored contents between two deletions go into one statement. */
    @Override
    public void applyAll(Connection connection, List<EventEnvelope> envelopes) throws SQLException {
        List<Fact<ContentStored>> gathered = new ArrayList<>();
        for (EventEnvelope envelope : envelopes) {
            switch (envelope.data()) {
                case ContentStored stored -> gathered.add(new Fact<>(stored, envelope.sequence(), envelope.time()));
                case ContentDeleted deleted -> {
                    store(connection, gathered);
                    delete(connection, deleted, envelope);
                }
                default -> LOG.debugf("type=%s eventId=%s \"not about contents\"", envelope.type(), envelope.id());
            }
        }
        store(connection, gathered);
    }

    private void store(Connection connection, List<Fact<ContentStored>> gathered) throws SQLException {
        if (!gathered.isEmpty()) {
            contents.store(connection, gathered);
            gathered.clear();
        }
    }

    /** It leaves a bucket that still takes contents; in a sealed one it stays. The content's row is locked before the bucket. */
    private void delete(Connection connection, ContentDeleted deleted, EventEnvelope envelope) throws SQLException {
        Optional<Place> place = contents.drop(connection, deleted, envelope.sequence(), envelope.time());
        if (place.isEmpty()) {
            return;
        }
        JdbcLedger ledger = new JdbcLedger(connection, outbox);
        Optional<Bucket> bucket =
                ledger.lock(place.get().bucket()).filter(found -> found.state().takesContents());
        if (bucket.isPresent()) {
            members.remove(connection, bucket.get(), deleted.content());
            contents.forgetBucket(connection, deleted.content());
            ledger.save(bucket.get().without(place.get().cid(), place.get().carBytes()));
        }
    }
}
