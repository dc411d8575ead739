package io.whypfs.kit.inbox;

import io.whypfs.events.EventEnvelope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Gives an event its effect in this service's schema. */
@FunctionalInterface
public interface EventHandler {

    /**
     * Writes the effect on the given connection, in a transaction that also holds the inbox row. Called once per event id
     * that took effect, in order per key, by one thread; neither commits nor closes. Facts that are told again come with a
     * new event id and the same sequence.
     *
     * @throws PoisonEventException when this event can never have an effect here; it becomes a dead letter
     * @throws SQLException when the database refuses; tried again
     */
    void apply(Connection connection, EventEnvelope envelope) throws SQLException, PoisonEventException;

    /**
     * The same for several events at once, in their order. A handler that can write many in one statement does so here;
     * when it fails, all of them are taken back and each is tried alone.
     */
    default void applyAll(Connection connection, List<EventEnvelope> envelopes)
            throws SQLException, PoisonEventException {
        for (EventEnvelope envelope : envelopes) {
            apply(connection, envelope);
        }
    }
}
