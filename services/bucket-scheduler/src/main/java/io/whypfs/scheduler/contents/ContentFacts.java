package io.whypfs.scheduler.contents;

import io.quarkus.runtime.StartupEvent;
import io.whypfs.events.Topics;
import io.whypfs.kit.inbox.ContentBatches;
import io.whypfs.kit.inbox.EventConsumers;
import io.whypfs.kit.outbox.OutboxRepository;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Takes the facts about contents. */
@Singleton
final class ContentFacts {

    static final String GROUP = "bucket-scheduler";

    private final ContentBatches handler;
    private final EventConsumers consumers;

    ContentFacts(ContentRepository contents, OutboxRepository outbox, EventConsumers consumers) {
        this.handler = new ContentBatches(new ContentHandler(contents, outbox));
        this.consumers = consumers;
    }

    void start(@Observes StartupEvent event) {
        consumers.start(Topics.CONTENT, GROUP, handler);
    }
}
