package io.whypfs.scheduler.contents;

import io.whypfs.events.ContentDeleted;
import io.whypfs.events.ContentStored;
import io.whypfs.kit.inbox.ContentBatches;
import io.whypfs.kit.inbox.Fact;
import io.whypfs.kit.outbox.OutboxRepository;
import io.whypfs.scheduler.buckets.Bucket;
import io.whypfs.scheduler.buckets.JdbcLedger;
import io.whypfs.scheduler.buckets.MembershipRepository;
import io.whypfs.scheduler.contents.ContentRepository.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Gives facts about contents their effect. */
public final class ContentHandler implements ContentBatches.Effects {

    private final ContentRepository contents;
    private final OutboxRepository outbox;
    private final MembershipRepository members = new MembershipRepository();

    public ContentHandler(ContentRepository contents, OutboxRepository outbox) {
        this.contents = contents;
        this.outbox = outbox;
    }

    @Override
    public void store(Connection connection, List<Fact<ContentStored>> stored) throws SQLException {
        contents.store(connection, stored);
    }

    /** It leaves a bucket that still takes contents; in a sealed one it stays. The content's row is locked before the bucket. */
    @Override
    public void delete(Connection connection, Fact<ContentDeleted> deleted) throws SQLException {
        Optional<Place> place = contents.drop(connection, deleted);
        if (place.isEmpty()) {
            return;
        }
        JdbcLedger ledger = new JdbcLedger(connection, outbox);
        Optional<Bucket> bucket =
                ledger.lock(place.get().bucket()).filter(found -> found.state().takesContents());
        if (bucket.isPresent()) {
            members.remove(connection, bucket.get(), deleted.content().content());
            contents.forgetBucket(connection, deleted.content().content());
            ledger.save(bucket.get().without(place.get().cid(), place.get().carBytes()));
        }
    }
}
