package io.whypfs.deals.contents;

import io.quarkus.runtime.StartupEvent;
import io.whypfs.events.ContentDeleted;
import io.whypfs.events.ContentStored;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.Topics;
import io.whypfs.kit.inbox.EventConsumers;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Takes the facts about contents. */
@Singleton
final class ContentFacts {

    private static final Logger LOG = Logger.getLogger(ContentFacts.class);

    static final String GROUP = "deal-maker";

    private final KnownContentRepository contents;
    private final EventConsumers consumers;

    ContentFacts(KnownContentRepository contents, EventConsumers consumers) {
        this.contents = contents;
        this.consumers = consumers;
    }

    void start(@Observes StartupEvent event) {
        consumers.start(Topics.CONTENT, GROUP, this::apply);
    }

    void apply(Connection connection, EventEnvelope envelope) throws SQLException {
        switch (envelope.data()) {
            case ContentStored stored -> contents.store(connection, stored, envelope.sequence(), envelope.time());
            case ContentDeleted deleted -> contents.drop(connection, deleted, envelope.sequence(), envelope.time());
            default -> LOG.debugf("type=%s eventId=%s \"not about contents\"", envelope.type(), envelope.id());
        }
    }
}
