package io.whypfs.corenode.pieces.build;

import io.whypfs.kit.health.Degraded;
import io.whypfs.kit.kafka.Backoff;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/** Repeats a write until PostgreSQL is back, so that an outage delays a build and does not lose it. For any thread. */
final class DatabasePatience {

    private static final String PART = "pieces";
    /** SQLSTATE classes of an outage: connection, resources, operator, system, a server that starts or reads only. */
    private static final Set<String> AWAY = Set.of("08", "25", "53", "57", "58");

    private final Degraded degraded;
    private final StopSignal stop;

    DatabasePatience(Degraded degraded, StopSignal stop) {
        this.degraded = degraded;
        this.stop = stop;
    }

    /** A write that may be repeated. */
    @FunctionalInterface
    interface Write<T> {

        T run() throws SQLException;
    }

    /**
     * Returns when the write went through.
     *
     * @throws BuildDelayException when it failed for another reason than an outage
     */
    <T> T await(Write<T> write) throws StoppedException, BuildDelayException {
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
        while (true) {
            stop.check();
            try {
                T result = write.run();
                degraded.clear(PART);
                return result;
            } catch (SQLException e) {
                if (!isAway(e)) {
                    throw new BuildDelayException(new DelayReason.DatabaseFailed(String.valueOf(e.getMessage())), e);
                }
                degraded.report(PART, "no piece is built: " + e.getMessage());
                pause(backoff.next());
            }
        }
    }

    private void pause(Duration pause) throws StoppedException {
        try {
            stop.await(pause);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }

    private static boolean isAway(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.length() < 2 || AWAY.contains(state.substring(0, 2));
    }
}
