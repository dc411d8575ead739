package io.whypfs.deals.contents;

import io.quarkus.runtime.StartupEvent;
import io.whypfs.events.ContentDeleted;
import io.whypfs.events.ContentStored;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.Topics;
import io.whypfs.kit.inbox.EventConsumers;
import io.whypfs.kit.inbox.EventHandler;
import io.whypfs.kit.inbox.Fact;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Takes the facts about contents. */
@Singleton
final class ContentFacts implements EventHandler {

    private static final Logger LOG = Logger.getLogger(ContentFacts.class);

    static final String GROUP = "deal-maker";

    private final KnownContentRepository contents;
    private final EventConsumers consumers;

    ContentFacts(KnownContentRepository contents, EventConsumers consumers) {
        this.contents = contents;
        this.consumers = consumers;
    }

    void start(@Observes StartupEvent event) {
        consumers.start(Topics.CONTENT, GROUP, this);
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
                    contents.drop(connection, deleted, envelope.sequence(), envelope.time());
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
}
