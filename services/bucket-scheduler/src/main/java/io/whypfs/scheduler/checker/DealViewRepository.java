package io.whypfs.scheduler.checker;

import io.whypfs.events.DealChanged;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;

/** The table {@code bucket_deals}: what deal-maker told last of each deal. Works on the caller's connection. */
final class DealViewRepository {

    /** Live and active deals of a bucket. */
    record Count(int live, int active) {}

    /** Whether the fact was newer than what was known. */
    boolean note(Connection connection, DealChanged deal, long sequence, Instant time) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into bucket_deals (deal, bucket, provider, state, over, sequence, changed_at)
                    values (?, ?, ?, ?, ?, ?, ?)
                    on conflict (deal) do update set
                        bucket = excluded.bucket, provider = excluded.provider, state = excluded.state,
                        over = excluded.over, sequence = excluded.sequence, changed_at = excluded.changed_at
                    where bucket_deals.sequence < excluded.sequence
                """)) {
            upsert.setObject(1, deal.deal());
            upsert.setObject(2, deal.bucket());
            upsert.setString(3, deal.provider());
            upsert.setString(4, deal.state());
            upsert.setBoolean(5, deal.over());
            upsert.setLong(6, sequence);
            upsert.setTimestamp(7, Timestamp.from(time));
            return upsert.executeUpdate() == 1;
        }
    }

    Count count(Connection connection, UUID bucket) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select count(*) filter (where not over), count(*) filter (where not over and state = 'active')
                    from bucket_deals where bucket = ?
                """)) {
            select.setObject(1, bucket);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Count(row.getInt(1), row.getInt(2));
            }
        }
    }
}
