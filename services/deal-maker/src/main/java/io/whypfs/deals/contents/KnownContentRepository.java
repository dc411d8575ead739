package io.whypfs.deals.contents;

import io.whypfs.events.ContentDeleted;
import io.whypfs.events.ContentStored;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/** The table {@code known_contents}, written on the consumer's connection, in its transaction. */
@Singleton
final class KnownContentRepository {

    /** Notes a stored content unless a fact of the same or a higher sequence, or its deletion, was noted before. */
    void store(Connection connection, ContentStored content, long sequence, Instant time) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into known_contents (content_id, user_id, cid, file_bytes, dag_bytes, car_bytes, block_count,
                        replication, state, sequence, changed_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, 'known', ?, ?)
                    on conflict (content_id) do update set
                        user_id = excluded.user_id, cid = excluded.cid, file_bytes = excluded.file_bytes,
                        dag_bytes = excluded.dag_bytes, car_bytes = excluded.car_bytes,
                        block_count = excluded.block_count, replication = excluded.replication,
                        sequence = excluded.sequence, changed_at = excluded.changed_at
                    where known_contents.state = 'known' and known_contents.sequence < excluded.sequence
                """)) {
            upsert.setLong(1, content.content());
            upsert.setLong(2, content.user());
            upsert.setString(3, content.cid());
            upsert.setLong(4, content.fileBytes());
            upsert.setLong(5, content.dagBytes());
            upsert.setLong(6, content.carBytes());
            upsert.setLong(7, content.blockCount());
            upsert.setInt(8, content.replication());
            upsert.setLong(9, sequence);
            upsert.setTimestamp(10, Timestamp.from(time));
            upsert.executeUpdate();
        }
    }

    /** Notes a deletion, also of a content that was never noted, so that its ContentStored cannot bring it up later. */
    void drop(Connection connection, ContentDeleted content, long sequence, Instant time) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into known_contents (content_id, user_id, cid, state, sequence, changed_at)
                    values (?, ?, ?, 'dropped', ?, ?)
                    on conflict (content_id) do update set
                        state = 'dropped', sequence = greatest(known_contents.sequence, excluded.sequence),
                        changed_at = excluded.changed_at
                    where known_contents.state <> 'dropped'
                """)) {
            upsert.setLong(1, content.content());
            upsert.setLong(2, content.user());
            upsert.setString(3, content.cid());
            upsert.setLong(4, sequence);
            upsert.setTimestamp(5, Timestamp.from(time));
            upsert.executeUpdate();
        }
    }
}
