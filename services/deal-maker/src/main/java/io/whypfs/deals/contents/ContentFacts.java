package io.whypfs.deals.contents;

import io.quarkus.runtime.StartupEvent;
import io.whypfs.events.Topics;
import io.whypfs.kit.inbox.ContentBatches;
import io.whypfs.kit.inbox.EventConsumers;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Takes the facts about contents. */
@Singleton
final class ContentFacts {

    static final String GROUP = "deal-maker";

    private final KnownContentRepository contents;
    private final EventConsumers consumers;

    ContentFacts(KnownContentRepository contents, EventConsumers consumers) {
        this.contents = contents;
        this.consumers = consumers;
    }

    void start(@Observes StartupEvent event) {
        consumers.start(Topics.CONTENT, GROUP, new ContentBatches(contents));
    }
}
