package io.whypfs.scheduler.buckets;

import io.whypfs.scheduler.buckets.Piecework.BuiltPiece;
import io.whypfs.scheduler.buckets.Piecework.Delay;
import io.whypfs.scheduler.buckets.Piecework.Seal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A bucket as a row of the table {@code buckets}, and back. */
final class BucketRow {

    private BucketRow() {}

    static Bucket read(ResultSet row) throws SQLException {
        return new Bucket(
                identity(row),
                row.getString("core"),
                BucketState.valueOf(row.getString("state")),
                time(row, "since"),
                terms(row),
                new Fill(
                        row.getLong("files"),
                        row.getLong("car_bytes"),
                        row.getLong("entry_bytes"),
                        timeOrNull(row, "first_at"),
                        timeOrNull(row, "due_at")),
                piecework(row),
                new DealCount(row.getInt("deals_live"), row.getInt("deals_active"), timeOrNull(row, "audited_at")),
                row.getString("retired_because"),
                row.getLong("sequence"),
                row.getObject("successor", UUID.class));
    }

    private static BucketIdentity identity(ResultSet row) throws SQLException {
        return new BucketIdentity(
                row.getLong("id"),
                row.getObject("uuid", UUID.class),
                row.getObject("line", UUID.class),
                BucketKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getObject("user_id", Long.class),
                time(row, "created_at"),
                row.getObject("predecessor", UUID.class));
    }

    private static SealingTerms terms(ResultSet row) throws SQLException {
        String schedule = row.getString("schedule");
        return new SealingTerms(
                row.getInt("max_files"),
                row.getLong("threshold_size"),
                schedule == null ? null : SealSchedule.of(schedule),
                Duration.ofMillis(row.getLong("max_age_ms")));
    }

    private static Piecework piecework(ResultSet row) throws SQLException {
        Instant sealedAt = timeOrNull(row, "sealed_at");
        String pieceCid = row.getString("piece_cid");
        String delayWhy = row.getString("delay_why");
        return new Piecework(
                sealedAt == null ? null : new Seal(sealedAt, row.getString("sealed_because")),
                pieceCid == null
                        ? null
                        : new BuiltPiece(pieceCid, row.getLong("piece_size"), row.getLong("piece_car_bytes")),
                delayWhy == null
                        ? null
                        : new Delay(delayWhy, row.getString("delay_next"), timeOrNull(row, "delay_next_at")),
                row.getLong("piece_sequence"));
    }

    /** Sets the parameters that follow {@code line, kind, name, user_id, created_at, predecessor} and the key. */
    static int bindChanging(PreparedStatement statement, Bucket bucket, int first) throws SQLException {
        int at = first;
        statement.setString(at++, bucket.core());
        statement.setString(at++, bucket.state().name());
        statement.setTimestamp(at++, Timestamp.from(bucket.since()));
        statement.setInt(at++, bucket.terms().maxFiles());
        statement.setLong(at++, bucket.terms().thresholdSize());
        SealSchedule schedule = bucket.terms().schedule();
        statement.setString(at++, schedule == null ? null : schedule.text());
        statement.setLong(at++, bucket.terms().maxAge().toMillis());
        Fill fill = bucket.fill();
        statement.setLong(at++, fill.files());
        statement.setLong(at++, fill.carBytes());
        statement.setLong(at++, fill.entryBytes());
        statement.setTimestamp(at++, timestamp(fill.firstAt()));
        statement.setTimestamp(at++, timestamp(fill.dueAt()));
        at = bindPiecework(statement, bucket.piecework(), at);
        statement.setInt(at++, bucket.deals().live());
        statement.setInt(at++, bucket.deals().active());
        statement.setTimestamp(at++, timestamp(bucket.deals().auditedAt()));
        statement.setString(at++, bucket.retiredBecause());
        statement.setLong(at++, bucket.sequence());
        statement.setObject(at++, bucket.successor(), Types.OTHER);
        return at;
    }

    private static int bindPiecework(PreparedStatement statement, Piecework work, int first) throws SQLException {
        int at = first;
        Seal seal = work.seal();
        statement.setTimestamp(at++, seal == null ? null : Timestamp.from(seal.at()));
        statement.setString(at++, seal == null ? null : seal.because());
        statement.setLong(at++, work.sequence());
        BuiltPiece piece = work.piece();
        statement.setString(at++, piece == null ? null : piece.cid());
        statement.setObject(at++, piece == null ? null : piece.size(), Types.BIGINT);
        statement.setObject(at++, piece == null ? null : piece.carBytes(), Types.BIGINT);
        Delay delay = work.delay();
        statement.setString(at++, delay == null ? null : delay.why());
        statement.setString(at++, delay == null ? null : delay.next());
        statement.setTimestamp(at++, delay == null ? null : timestamp(delay.nextAt()));
        return at;
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(timeOrNull(row, column), column);
    }

    private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }
}
