package io.whypfs.api.facts;

import io.quarkus.runtime.StartupEvent;
import io.whypfs.events.Topics;
import io.whypfs.kit.inbox.EventConsumers;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Takes the facts about buckets, pieces and deals. */
@Singleton
final class FactConsumers {

    static final String GROUP = "api-node";

    private final FactEffects effects;
    private final EventConsumers consumers;

    FactConsumers(FactEffects effects, EventConsumers consumers) {
        this.effects = effects;
        this.consumers = consumers;
    }

    void start(@Observes StartupEvent event) {
        consumers.start(Topics.BUCKET, GROUP, effects::apply);
        consumers.start(Topics.PIECE, GROUP, effects::apply);
        consumers.start(Topics.DEAL, GROUP, effects::apply);
    }
}
