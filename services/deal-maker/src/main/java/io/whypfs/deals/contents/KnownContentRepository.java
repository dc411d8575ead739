package io.whypfs.deals.contents;

import io.whypfs.events.ContentDeleted;
import io.whypfs.events.ContentStored;
import io.whypfs.kit.inbox.ContentBatches;
import io.whypfs.kit.inbox.Fact;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;

/** The table {@code known_contents}, written on the consumer's connection, in its transaction. */
@Singleton
final class KnownContentRepository implements ContentBatches.Effects {

    /** Notes stored contents, each unless a fact of the same or a higher sequence, or its deletion, was noted before. */
    @Override
    public void store(Connection connection, List<Fact<ContentStored>> facts) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into known_contents (content_id, user_id, cid, file_bytes, dag_bytes, car_bytes, block_count,
                        replication, state, sequence, changed_at)
                    select content, owner, cid, file, dag, car, blocks, replication, 'known', sequence, time
                    from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as fact
                        (content, owner, cid, file, dag, car, blocks, replication, sequence, time)
                    on conflict (content_id) do update set
                        user_id = excluded.user_id, cid = excluded.cid, file_bytes = excluded.file_bytes,
                        dag_bytes = excluded.dag_bytes, car_bytes = excluded.car_bytes,
                        block_count = excluded.block_count, replication = excluded.replication,
                        sequence = excluded.sequence, changed_at = excluded.changed_at
                    where known_contents.state = 'known' and known_contents.sequence < excluded.sequence
                """)) {
            Fact.bindColumn(upsert, 1, "bigint", facts, fact -> fact.content().content());
            Fact.bindColumn(upsert, 2, "bigint", facts, fact -> fact.content().user());
            Fact.bindColumn(upsert, 3, "text", facts, fact -> fact.content().cid());
            Fact.bindColumn(upsert, 4, "bigint", facts, fact -> fact.content().fileBytes());
            Fact.bindColumn(upsert, 5, "bigint", facts, fact -> fact.content().dagBytes());
            Fact.bindColumn(upsert, 6, "bigint", facts, fact -> fact.content().carBytes());
            Fact.bindColumn(upsert, 7, "bigint", facts, fact -> fact.content().blockCount());
            Fact.bindColumn(upsert, 8, "integer", facts, fact -> fact.content().replication());
            Fact.bindColumn(upsert, 9, "bigint", facts, Fact::sequence);
            Fact.bindColumn(upsert, 10, "timestamptz", facts, fact -> Timestamp.from(fact.time()));
            upsert.executeUpdate();
        }
    }

    /** Notes a deletion, also of a content that was never noted, so that its ContentStored cannot bring it up later. */
    @Override
    public void delete(Connection connection, Fact<ContentDeleted> deleted) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into known_contents (content_id, user_id, cid, state, sequence, changed_at)
                    values (?, ?, ?, 'dropped', ?, ?)
                    on conflict (content_id) do update set
                        state = 'dropped', sequence = greatest(known_contents.sequence, excluded.sequence),
                        changed_at = excluded.changed_at
                    where known_contents.state <> 'dropped'
                """)) {
            upsert.setLong(1, deleted.content().content());
            upsert.setLong(2, deleted.content().user());
            upsert.setString(3, deleted.content().cid());
            upsert.setLong(4, deleted.sequence());
            upsert.setTimestamp(5, Timestamp.from(deleted.time()));
            upsert.executeUpdate();
        }
    }
}
