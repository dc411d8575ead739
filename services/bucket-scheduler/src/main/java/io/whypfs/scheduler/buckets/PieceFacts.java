package io.whypfs.scheduler.buckets;

import io.quarkus.runtime.StartupEvent;
import io.whypfs.events.Topics;
import io.whypfs.kit.inbox.EventConsumers;
import io.whypfs.kit.outbox.OutboxRepository;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Takes the facts about pieces. */
@Singleton
final class PieceFacts {

    static final String GROUP = "bucket-scheduler";

    private final PieceHandler handler;
    private final EventConsumers consumers;

    PieceFacts(OutboxRepository outbox, EventConsumers consumers) {
        this.handler = new PieceHandler(outbox);
        this.consumers = consumers;
    }

    void start(@Observes StartupEvent event) {
        consumers.start(Topics.PIECE, GROUP, handler);
    }
}
