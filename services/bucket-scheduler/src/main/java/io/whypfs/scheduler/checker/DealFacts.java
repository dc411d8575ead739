package io.whypfs.scheduler.checker;

import io.quarkus.runtime.StartupEvent;
import io.whypfs.events.Topics;
import io.whypfs.kit.inbox.EventConsumers;
import io.whypfs.kit.outbox.OutboxRepository;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Takes the facts about deals. */
@Singleton
final class DealFacts {

    static final String GROUP = "bucket-scheduler";

    private final DealHandler handler;
    private final EventConsumers consumers;

    DealFacts(OutboxRepository outbox, EventConsumers consumers) {
        this.handler = new DealHandler(outbox);
        this.consumers = consumers;
    }

    void start(@Observes StartupEvent event) {
        consumers.start(Topics.DEAL, GROUP, handler);
    }
}
