package io.whypfs.kit.inbox;

import io.whypfs.events.EventEnvelope;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an event says, with its place among the facts about the same thing.
 *
 * @param sequence higher is newer
 * @param time when it became true
 */
public record Fact<T>(T content, long sequence, Instant time) {

    static <T> Fact<T> of(T content, EventEnvelope envelope) {
        return new Fact<>(content, envelope.sequence(), envelope.time());
    }

    /** The newest fact about each thing, for one statement must not touch a row twice. */
    static <T, K> List<Fact<T>> newest(Collection<Fact<T>> facts, Function<T, K> thing) {
        Map<K, Fact<T>> newest = new LinkedHashMap<>();
        for (Fact<T> fact : facts) {
            newest.merge(
                    thing.apply(fact.content()),
                    fact,
                    (known, other) -> other.sequence > known.sequence ? other : known);
        }
        return new ArrayList<>(newest.values());
    }

    /**
     * Binds one column of many facts, for {@code unnest}.
     *
     * @param type PostgreSQL's name of the column's type
     */
    public static <T> void bindColumn(
            PreparedStatement statement,
            int index,
            String type,
            List<Fact<T>> facts,
            Function<Fact<T>, @Nullable Object> value)
            throws SQLException {
        @Nullable Object[] column = new @Nullable Object[facts.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(facts.get(i));
        }
        statement.setArray(index, statement.getConnection().createArrayOf(type, column));
    }
}
