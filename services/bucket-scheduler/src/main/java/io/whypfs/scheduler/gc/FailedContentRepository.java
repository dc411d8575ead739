package io.whypfs.scheduler.gc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/** Failed contents in the table {@code contents}. Works on the caller's connection and never commits. */
record FailedContentRepository(Connection connection) implements FailedContents {

    @Override
    public int giveNotice(Instant waitingSince, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update contents set gives_up_at = ?
                    where state in ('unassigned', 'oversize') and changed_at <= ? and gives_up_at is null
                """)) {
            update.setTimestamp(1, Timestamp.from(at));
            update.setTimestamp(2, Timestamp.from(waitingSince));
            return update.executeUpdate();
        }
    }

    @Override
    public int giveUp(Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update contents
                    set state = 'dropped', changed_at = ?,
                        why = 'It was given up, because no bucket could take it since '
                            || to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '. '
                            || coalesce(why, '')
                    where state in ('unassigned', 'oversize') and gives_up_at <= ?
                """)) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setTimestamp(2, Timestamp.from(now));
            return update.executeUpdate();
        }
    }
}
