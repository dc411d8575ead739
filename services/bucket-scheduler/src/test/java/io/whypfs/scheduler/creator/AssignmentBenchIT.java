package io.whypfs.scheduler.creator;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.scheduler.buckets.BucketRules;
import io.whypfs.scheduler.buckets.NewBuckets;
import io.whypfs.scheduler.buckets.PieceSpace;
import io.whypfs.scheduler.buckets.SealingTerms;
import io.whypfs.scheduler.world.PostgresWorld;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A million contents of three cores go into buckets: run with {@code -Dgroups=bench -DexcludedGroups=none}. Prints seconds;
 * nothing about time is asserted. Bar: 60 s.
 */
@Tag("bench")
@SuppressWarnings("SystemOut")
class AssignmentBenchIT {

    private static final int CONTENTS = 1_000_000;

    @Test
    void assignsAMillionContents() throws Exception {
        // Given
        PostgresWorld world = new PostgresWorld();
        seed(world);
        BucketRules rules = new BucketRules(
                new PieceSpace(new PaddedPieceSize(32L << 30)),
                new SealingTerms(25_000, 30L << 30, null, Duration.ofDays(2)),
                6,
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                Duration.ofDays(90));
        Assignment assignment = new Assignment(rules, new NewBuckets(UUID::randomUUID), Clock.systemUTC(), 5000);

        // When
        long start = System.nanoTime();
        Assignment.Report report = assignment.assignAll(world.transactions(), () -> false);
        double seconds = (System.nanoTime() - start) / 1e9;

        // Then
        System.out.printf(
                "bench=assign contents=%d buckets=%d sealed=%d seconds=%.1f perSecond=%.0f%n",
                report.assigned(), world.buckets().size(), report.sealed(), seconds, report.assigned() / seconds);
        assertThat(report.assigned()).isEqualTo(CONTENTS);
    }

    private static void seed(PostgresWorld world) throws SQLException {
        try (Connection connection = world.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into contents (content_id, user_id, cid, name, file_bytes, dag_bytes, car_bytes, block_count,
                            home, state, sequence, stored_at, changed_at)
                        select id, 1 + id %% 1000, 'bafkrei' || lpad(id::text, 52, '0'), 'file ' || id, 190000, 190100,
                            190200, 1, 'core-' || id %% 3, 'unassigned', 1, now() + id * interval '1 microsecond', now()
                        from generate_series(1, %d) as id
                    """.formatted(CONTENTS));
        }
        try (Connection connection = world.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("analyze contents");
        }
    }
}
