package io.whypfs.scheduler.contents;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.whypfs.events.ContentDeleted;
import io.whypfs.events.ContentStored;
import io.whypfs.kit.inbox.Fact;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The table {@code contents}. Facts are written on the consumer's connection, in its transaction; questions are read
 * through Hibernate.
 */
@Singleton
public class ContentRepository implements PanacheRepositoryBase<SchedulerContent, Long> {

    /** Notes stored contents, each unless a fact of the same or a higher sequence, or its deletion, was noted before. */
    void store(Connection connection, List<Fact<ContentStored>> facts) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into contents (content_id, user_id, cid, name, file_bytes, dag_bytes, car_bytes, block_count,
                        bucket_wished, home, state, sequence, stored_at, changed_at)
                    select content, owner, cid, name, file, dag, car, blocks, bucket, home, 'unassigned', sequence,
                            time, time
                    from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as fact
                        (content, owner, cid, name, file, dag, car, blocks, bucket, home, sequence, time)
                    on conflict (content_id) do update set
                        user_id = excluded.user_id, cid = excluded.cid, name = excluded.name,
                        file_bytes = excluded.file_bytes, dag_bytes = excluded.dag_bytes,
                        car_bytes = excluded.car_bytes, block_count = excluded.block_count,
                        bucket_wished = excluded.bucket_wished, home = excluded.home, sequence = excluded.sequence,
                        stored_at = excluded.stored_at, changed_at = excluded.changed_at
                    where contents.state = 'unassigned' and contents.sequence < excluded.sequence
                """)) {
            Fact.bindColumn(upsert, 1, "bigint", facts, fact -> fact.content().content());
            Fact.bindColumn(upsert, 2, "bigint", facts, fact -> fact.content().user());
            Fact.bindColumn(upsert, 3, "text", facts, fact -> fact.content().cid());
            Fact.bindColumn(upsert, 4, "text", facts, fact -> fact.content().name());
            Fact.bindColumn(upsert, 5, "bigint", facts, fact -> fact.content().fileBytes());
            Fact.bindColumn(upsert, 6, "bigint", facts, fact -> fact.content().dagBytes());
            Fact.bindColumn(upsert, 7, "bigint", facts, fact -> fact.content().carBytes());
            Fact.bindColumn(upsert, 8, "bigint", facts, fact -> fact.content().blockCount());
            Fact.bindColumn(upsert, 9, "uuid", facts, fact -> fact.content().bucket());
            Fact.bindColumn(upsert, 10, "text", facts, ContentRepository::home);
            Fact.bindColumn(upsert, 11, "bigint", facts, Fact::sequence);
            Fact.bindColumn(upsert, 12, "timestamptz", facts, fact -> Timestamp.from(fact.time()));
            upsert.executeUpdate();
        }
    }

    private static String home(Fact<ContentStored> fact) {
        List<String> homes = fact.content().homes();
        return homes.isEmpty() ? "" : homes.getFirst();
    }

    /** Where a deleted content lay. */
    record Place(UUID bucket, String cid, long carBytes) {}

    /**
     * Notes a deletion, also of a content that was never noted, so that its ContentStored cannot bring it up later.
     *
     * @return the bucket it is in; empty when it is in none, or its deletion was noted before
     */
    Optional<Place> drop(Connection connection, Fact<ContentDeleted> deleted) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into contents (content_id, user_id, cid, state, sequence, changed_at)
                    values (?, ?, ?, 'dropped', ?, ?)
                    on conflict (content_id) do update set
                        state = 'dropped', sequence = greatest(contents.sequence, excluded.sequence),
                        changed_at = excluded.changed_at, why = null, gives_up_at = null
                    where contents.state <> 'dropped' or contents.why is not null
                    returning bucket_uuid, cid, car_bytes
                """)) {
            upsert.setLong(1, deleted.content().content());
            upsert.setLong(2, deleted.content().user());
            upsert.setString(3, deleted.content().cid());
            upsert.setLong(4, deleted.sequence());
            upsert.setTimestamp(5, Timestamp.from(deleted.time()));
            try (ResultSet row = upsert.executeQuery()) {
                UUID bucket = row.next() ? row.getObject(1, UUID.class) : null;
                return bucket == null
                        ? Optional.empty()
                        : Optional.of(new Place(bucket, row.getString(2), row.getLong(3)));
            }
        }
    }

    /** Notes that a deleted content is in no bucket any more. */
    void forgetBucket(Connection connection, long content) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update contents set bucket_uuid = null where content_id = ?")) {
            update.setLong(1, content);
            update.executeUpdate();
        }
    }

    /** Those of the ids that a fact was noted for. */
    Set<Long> known(Collection<Long> contents) {
        return new HashSet<>(getEntityManager()
                .createQuery("select c.contentId from SchedulerContent c where c.contentId in :ids", Long.class)
                .setParameter("ids", contents)
                .getResultList());
    }

    /** How many contents wait, for a bucket or because they are too large, and since when the oldest does. */
    record Backlog(long unassigned, long oversize, Optional<Instant> oldest) {}

    Backlog backlog() {
        Object[] row = (Object[]) getEntityManager().createQuery("""
                        select count(case when c.state = unassigned then 1 end),
                                count(case when c.state = oversize then 1 end), min(c.changedAt)
                            from SchedulerContent c where c.state in (unassigned, oversize)
                        """).getSingleResult();
        return new Backlog((Long) row[0], (Long) row[1], Optional.ofNullable((Instant) row[2]));
    }
}
