package io.whypfs.api.content;

import io.whypfs.events.ContentDeleted;
import io.whypfs.events.ContentStored;
import io.whypfs.events.EventEnvelope;
import java.time.Instant;
import java.util.List;

/** The facts about a content: stored is its first, deleted its second. */
public final class ContentFacts {

    static final long STORED = 1;
    static final long DELETED = 2;

    private ContentFacts() {}

    static EventEnvelope stored(NewContent content) {
        ContentStored fact = new ContentStored(
                content.id(),
                content.userId(),
                content.root().toString(),
                content.name(),
                content.sizes().fileBytes(),
                content.sizes().dagBytes(),
                content.sizes().carBytes(),
                content.sizes().blockCount(),
                List.of(content.core().toString()),
                content.replication(),
                content.bucketWished());
        return EventEnvelope.of(fact, STORED, content.createdAt(), null);
    }

    static EventEnvelope stored(ContentStored fact, Instant since) {
        return EventEnvelope.of(fact, STORED, since, null);
    }

    static EventEnvelope deleted(ContentDeleted fact, Instant since) {
        return EventEnvelope.of(fact, DELETED, since, null);
    }
}
