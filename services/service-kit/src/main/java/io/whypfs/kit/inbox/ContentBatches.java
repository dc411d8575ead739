package io.whypfs.kit.inbox;

import io.whypfs.events.ContentDeleted;
import io.whypfs.events.ContentStored;
import io.whypfs.events.EventEnvelope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Takes facts about contents in their order, and gives those stored between two deletions their effect in one go. */
public final class ContentBatches implements EventHandler {

    private static final Logger LOG = Logger.getLogger(ContentBatches.class);

    private final Effects effects;

    /** What a service does with them, on the given connection, in its transaction. */
    public interface Effects {

        /** @param stored at least one; the newest fact about each content */
        void store(Connection connection, List<Fact<ContentStored>> stored) throws SQLException;

        void delete(Connection connection, Fact<ContentDeleted> deleted) throws SQLException;
    }

    public ContentBatches(Effects effects) {
        this.effects = effects;
    }

    @Override
    public void apply(Connection connection, EventEnvelope envelope) throws SQLException {
        applyAll(connection, List.of(envelope));
    }

    @Override
    public void applyAll(Connection connection, List<EventEnvelope> envelopes) throws SQLException {
        List<Fact<ContentStored>> gathered = new ArrayList<>();
        for (EventEnvelope envelope : envelopes) {
            switch (envelope.data()) {
                case ContentStored stored -> gathered.add(Fact.of(stored, envelope));
                case ContentDeleted deleted -> {
                    store(connection, gathered);
                    effects.delete(connection, Fact.of(deleted, envelope));
                }
                default -> LOG.debugf("type=%s eventId=%s \"not about contents\"", envelope.type(), envelope.id());
            }
        }
        store(connection, gathered);
    }

    private void store(Connection connection, List<Fact<ContentStored>> gathered) throws SQLException {
        if (!gathered.isEmpty()) {
            effects.store(connection, Fact.newest(gathered, ContentStored::content));
            gathered.clear();
        }
    }
}
