package io.whypfs.scheduler.contents;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.whypfs.events.ContentDeleted;
import io.whypfs.events.ContentStored;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The table {@code contents}. Facts are written on the consumer's connection, in its transaction; questions are read
 * through Hibernate.
 */
@Singleton
public class ContentRepository implements PanacheRepositoryBase<SchedulerContent, Long> {

    /** Notes a stored content unless a fact of the same or a higher sequence, or its deletion, was noted before. */
    void store(Connection connection, ContentStored content, long sequence, Instant time) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into contents (content_id, user_id, cid, name, file_bytes, dag_bytes, car_bytes, block_count,
                        bucket_wished, state, sequence, stored_at, changed_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'unassigned', ?, ?, ?)
                    on conflict (content_id) do update set
                        user_id = excluded.user_id, cid = excluded.cid, name = excluded.name,
                        file_bytes = excluded.file_bytes, dag_bytes = excluded.dag_bytes,
                        car_bytes = excluded.car_bytes, block_count = excluded.block_count,
                        bucket_wished = excluded.bucket_wished, sequence = excluded.sequence,
                        stored_at = excluded.stored_at, changed_at = excluded.changed_at
                    where contents.state = 'unassigned' and contents.sequence < excluded.sequence
                """)) {
            upsert.setLong(1, content.content());
            upsert.setLong(2, content.user());
            upsert.setString(3, content.cid());
            upsert.setString(4, content.name());
            upsert.setLong(5, content.fileBytes());
            upsert.setLong(6, content.dagBytes());
            upsert.setLong(7, content.carBytes());
            upsert.setLong(8, content.blockCount());
            upsert.setObject(9, content.bucket());
            upsert.setLong(10, sequence);
            upsert.setTimestamp(11, Timestamp.from(time));
            upsert.setTimestamp(12, Timestamp.from(time));
            upsert.executeUpdate();
        }
    }

    /** Notes a deletion, also of a content that was never noted, so that its ContentStored cannot bring it up later. */
    void drop(Connection connection, ContentDeleted content, long sequence, Instant time) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into contents (content_id, user_id, cid, state, sequence, changed_at)
                    values (?, ?, ?, 'dropped', ?, ?)
                    on conflict (content_id) do update set
                        state = 'dropped', sequence = greatest(contents.sequence, excluded.sequence),
                        changed_at = excluded.changed_at
                    where contents.state <> 'dropped'
                """)) {
            upsert.setLong(1, content.content());
            upsert.setLong(2, content.user());
            upsert.setString(3, content.cid());
            upsert.setLong(4, sequence);
            upsert.setTimestamp(5, Timestamp.from(time));
            upsert.executeUpdate();
        }
    }

    /** Those of the ids that a fact was noted for. */
    Set<Long> known(Collection<Long> contents) {
        return new HashSet<>(getEntityManager()
                .createQuery("select c.contentId from SchedulerContent c where c.contentId in :ids", Long.class)
                .setParameter("ids", contents)
                .getResultList());
    }

    long countUnassigned() {
        return count("state", ContentState.unassigned);
    }
}
