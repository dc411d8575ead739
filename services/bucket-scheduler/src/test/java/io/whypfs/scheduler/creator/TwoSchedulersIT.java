package io.whypfs.scheduler.creator;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.events.BucketMembers;
import io.whypfs.events.BucketMembers.Member;
import io.whypfs.events.BucketSealed;
import io.whypfs.events.ContentsAssigned;
import io.whypfs.events.EventEnvelope;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.scheduler.buckets.Bucket;
import io.whypfs.scheduler.buckets.BucketRules;
import io.whypfs.scheduler.buckets.BucketState;
import io.whypfs.scheduler.buckets.NewBuckets;
import io.whypfs.scheduler.buckets.PieceSpace;
import io.whypfs.scheduler.buckets.SealingTerms;
import io.whypfs.scheduler.processor.Processor;
import io.whypfs.scheduler.world.PostgresWorld;
import io.whypfs.scheduler.world.World;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two schedulers at once on one database, without the jobs' leases, while contents come and go. */
@Timeout(300)
class TwoSchedulersIT {

    private static final int CONTENTS = 3000;
    private static final int DELETED = 300;
    private static final int MOST_FILES = 50;
    private static final String DEADLOCK = "40P01";

    private final Clock clock = Clock.systemUTC();
    private final BucketRules rules = new BucketRules(
            new PieceSpace(new PaddedPieceSize(1 << 20)),
            new SealingTerms(MOST_FILES, 1 << 19, null, Duration.ofMillis(40)),
            6,
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            Duration.ofDays(90));

    @Test
    void noContentIsLostOrTwiceInABucketAndEachBucketIsSealedOnce() throws Exception {
        // Given
        PostgresWorld world = new PostgresWorld();
        UUID wished = world.transactions()
                .run(ledger -> ledger.create(
                        new NewBuckets(UUID::randomUUID).dedicated(1, "mine", null, rules.defaults(), clock.instant())))
                .uuid();

        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> stored = threads.submit(() -> storeAll(world, wished));
            List<Future<?>> schedulers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                schedulers.add(threads.submit(() -> runUntil(stored, () -> assign(world))));
                schedulers.add(threads.submit(() ->
                        runUntil(stored, () -> new Processor(clock).sealAll(world.transactions(), () -> false))));
            }
            for (Future<?> scheduler : schedulers) {
                scheduler.get();
            }
        }
        assign(world);

        // Then
        Map<UUID, List<EventEnvelope>> told =
                world.told().stream().collect(Collectors.groupingBy(fact -> UUID.fromString(fact.key())));
        Set<Long> assigned = new HashSet<>();
        for (Bucket bucket : world.buckets()) {
            assertThat(bucket.fill().files()).isLessThanOrEqualTo(MOST_FILES);
            checkFacts(bucket, told.getOrDefault(bucket.uuid(), List.of()), assigned);
        }
        for (long content = 1; content <= CONTENTS; content++) {
            World.Standing standing = world.standing(content);
            assertThat(standing.state()).isEqualTo(isDeleted(content) ? "dropped" : "assigned");
            assertThat(standing.bucket() == null || assigned.contains(content))
                    .as("content %d", content)
                    .isTrue();
        }
    }

    private static void checkFacts(Bucket bucket, List<EventEnvelope> facts, Set<Long> assigned) {
        assertThat(facts).extracting(EventEnvelope::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(bucket.sequence()).isEqualTo(facts.size());
        Set<Long> mine = new HashSet<>();
        for (EventEnvelope fact : facts) {
            if (fact.data() instanceof ContentsAssigned some) {
                for (long content : some.contents()) {
                    assertThat(assigned.add(content))
                            .as("content %d is assigned once", content)
                            .isTrue();
                    mine.add(content);
                }
            }
        }
        List<Member> members = facts.stream()
                .filter(fact -> fact.data() instanceof BucketMembers)
                .flatMap(fact -> ((BucketMembers) fact.data()).members().stream())
                .toList();
        long sealings = facts.stream()
                .filter(fact -> fact.data() instanceof BucketSealed)
                .count();
        boolean sealed = bucket.state() == BucketState.sealed;
        assertThat(sealings).isEqualTo(sealed ? 1 : 0);
        if (sealed) {
            assertThat(members).hasSize((int) bucket.fill().files());
            assertThat(mine).containsAll(members.stream().map(Member::content).toList());
        }
    }

    private void storeAll(PostgresWorld world, UUID wished) {
        for (long content = 1; content <= CONTENTS; content++) {
            UUID wish = content % 2 == 0 ? wished : null;
            Instant now = clock.instant();
            try {
                world.tell(World.stored(content, 1, 1000, "core-" + content % 2, wish), 1, now);
                if (isDeleted(content - 50)) {
                    world.tell(World.deleted(content - 50, 1), 2, now);
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    private static boolean isDeleted(long content) {
        return content > 0 && content % (CONTENTS / DELETED) == 0 && content <= CONTENTS - 50;
    }

    private Void runUntil(Future<?> end, Callable<?> work) throws Exception {
        while (!end.isDone()) {
            try {
                work.call();
            } catch (SQLException e) {
                // The queue tries a run again; anything but two transactions in each other's way is a defect.
                assertThat(e.getSQLState()).isEqualTo(DEADLOCK);
            }
        }
        end.get();
        return null;
    }

    private Assignment.Report assign(PostgresWorld world) throws SQLException {
        return new Assignment(rules, new NewBuckets(UUID::randomUUID), clock, 70)
                .assignAll(world.transactions(), () -> false);
    }
}
