package io.whypfs.api.http;

import io.whypfs.api.errors.ApiException;
import java.sql.SQLException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a database that is away, which is a 503, from a mistake of ours, which is a 500. */
final class DatabaseAway {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseAway.class);

    /** Classes of SQLSTATE: connection, resources, operator intervention, system error. */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58");

    private DatabaseAway() {}

    /** A refusal when {@code failure} comes from a database that does not answer, else the failure itself. */
    static Throwable or(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isAway(sql)) {
                LOG.warn("The database does not answer: error={}", sql.toString());
                return ApiException.unavailable("The database does not answer: try again in a moment.");
            }
        }
        return failure;
    }

    /** The pool's own complaints, such as waiting too long for a connection, carry no state. */
    private static boolean isAway(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || state.length() < 2 || AWAY.contains(state.substring(0, 2));
    }
}
