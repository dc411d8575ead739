package io.whypfs.api.facts;

import io.whypfs.events.BucketAudited;
import io.whypfs.events.BucketSealed;
import io.whypfs.events.ContentsAssigned;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;

/** Writes {@code buckets}, and the bucket of each content, on the consumer's connection; never commits. */
@Singleton
final class BucketFactRepository {

    /**
     * Notes where contents are, in one statement. The newest time wins, whatever the order of arrival. A content that is
     * deleted keeps its note, because its piece does. A content without a row stays without: the scheduler knows contents
     * only from facts that are committed together with their rows.
     */
    void assign(Connection connection, ContentsAssigned assigned, long sequence, Instant time) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update contents set bucket_uuid = ?, bucket_at = ?
                where id = any(?) and (bucket_at is null or bucket_at < ?)""")) {
            update.setObject(1, assigned.bucket());
            update.setTimestamp(2, Timestamp.from(time));
            update.setArray(
                    3, connection.createArrayOf("bigint", assigned.contents().toArray()));
            update.setTimestamp(4, Timestamp.from(time));
            update.executeUpdate();
        }
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into buckets (bucket_uuid, bucket_id, sequence, told_at) values (?, ?, ?, ?)
                on conflict (bucket_uuid) do update set bucket_id = excluded.bucket_id,
                  sequence = greatest(buckets.sequence, excluded.sequence)""")) {
            upsert.setObject(1, assigned.bucket());
            upsert.setLong(2, assigned.bucketId());
            upsert.setLong(3, sequence);
            upsert.setTimestamp(4, Timestamp.from(time));
            upsert.executeUpdate();
        }
    }

    /** Notes that a bucket is sealed; it is sealed once. */
    void seal(Connection connection, BucketSealed sealed, long sequence, Instant time) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into buckets (bucket_uuid, bucket_id, sequence, told_at, sealed_at, name, core, user_id, members,
                  car_bytes, because)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (bucket_uuid) do update set
                  bucket_id = excluded.bucket_id, sequence = greatest(buckets.sequence, excluded.sequence),
                  sealed_at = excluded.sealed_at, name = excluded.name, core = excluded.core,
                  user_id = excluded.user_id, members = excluded.members, car_bytes = excluded.car_bytes,
                  because = excluded.because
                where buckets.sealed_at is null""")) {
            upsert.setObject(1, sealed.bucket());
            upsert.setLong(2, sealed.bucketId());
            upsert.setLong(3, sequence);
            upsert.setTimestamp(4, Timestamp.from(time));
            upsert.setTimestamp(5, Timestamp.from(time));
            upsert.setString(6, sealed.name());
            upsert.setString(7, sealed.core());
            upsert.setObject(8, sealed.user(), Types.BIGINT);
            upsert.setLong(9, sealed.members());
            upsert.setLong(10, sealed.carBytes());
            upsert.setString(11, sealed.because());
            upsert.executeUpdate();
        }
    }

    /** Notes that copies are missing; the newest audit counts. */
    void audit(Connection connection, BucketAudited audited, long sequence, Instant time) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into buckets (bucket_uuid, sequence, told_at, audited_at, audited_target, audited_live, audited_why)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (bucket_uuid) do update set
                  sequence = greatest(buckets.sequence, excluded.sequence), audited_at = excluded.audited_at,
                  audited_target = excluded.audited_target, audited_live = excluded.audited_live,
                  audited_why = excluded.audited_why
                where buckets.audited_at is null or buckets.audited_at < excluded.audited_at""")) {
            upsert.setObject(1, audited.bucket());
            upsert.setLong(2, sequence);
            upsert.setTimestamp(3, Timestamp.from(time));
            upsert.setTimestamp(4, Timestamp.from(time));
            upsert.setInt(5, audited.target());
            upsert.setInt(6, audited.live());
            upsert.setString(7, audited.why());
            upsert.executeUpdate();
        }
    }
}
