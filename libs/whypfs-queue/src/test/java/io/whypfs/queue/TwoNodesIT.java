package io.whypfs.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one database, one of which is lost in the middle of a run: every job still runs, none twice at once. */
@Timeout(180)
class TwoNodesIT {

    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final JobSchedule OFTEN = new JobSchedule.Every(Duration.ofMillis(100));

    private QueueDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = QueueDatabase.fresh();
    }

    @Test
    void jobsOfANodeThatIsKilledInTheMiddleOfARunGoOnAtTheOtherAndNoneRunsTwiceAtOnce(@TempDir Path folder)
            throws IOException, InterruptedException {
        // Given
        Process child = startChild(folder);
        try (JobQueue survivor = ChildNode.queue(database.asService(), "survivor", LEASE)) {
            await().atMost(SOON).until(() -> began("held-a", "child") == 1 && began("held-b", "child") == 1);
            survivor.start();
            await().atMost(SOON).until(() -> effects("survivor") > 10 && effects("child") > 10);
            assertThat(survivor.get("held-a").why()).isEqualTo("runs on child");

            // When
            child.destroyForcibly().waitFor();
            long atKill = lastEffect();

            // Then
            await().atMost(SOON)
                    .until(() -> survivor.list().stream()
                            .map(job -> job.definition().name())
                            .allMatch(job -> database.number(
                                            "select count(*) from effects where job = ? and node = 'survivor' and id > "
                                                    + atKill,
                                            job)
                                    >= 3));
            assertThat(database.number("select count(*) from doubled")).isZero();
            assertThat(database.number("select count(*) from effects where job like 'held%' and node = 'child'"))
                    .isZero();
            for (String held : List.of("held-a", "held-b")) {
                PastRun lost = survivor.runs(held, 100).getLast();
                assertThat(lost.end()).isEqualTo(RunEnd.NODE_LOST);
                assertThat(lost.node()).isEqualTo("child");
                assertThat(lost.why())
                        .isEqualTo("the node child stopped answering in the middle of a run; it runs again at once");
            }
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void aNodeThatLosesItsDatabaseStopsItsRunsBeforeTheOtherTakesThem() throws SQLException, InterruptedException {
        // Given
        CuttableSource first = new CuttableSource(database);
        Overlaps overlaps = new Overlaps();
        CountDownLatch firstRunsAll = new CountDownLatch(5);
        AtomicBoolean cutOff = new AtomicBoolean();
        Job onFirst = overlaps.watching(run -> {
            firstRunsAll.countDown();
            new CountDownLatch(1).await();
            return JobOutcome.done("cannot be");
        });
        Job onSecond = overlaps.watching(run -> {
            assertThat(cutOff).isTrue();
            return JobOutcome.done("ran on the second");
        });
        try (JobQueue losing = node(first, "first", onFirst);
                JobQueue other = node(database.asService(), "second", onSecond)) {
            losing.start();
            firstRunsAll.await();
            other.start();

            // When
            cutOff.set(true);
            first.cut();

            // Then
            await().atMost(SOON)
                    .until(() -> other.list().stream()
                            .allMatch(job -> job.lastRun().map(PastRun::end).orElse(RunEnd.NOTHING) == RunEnd.DONE));
            assertThat(overlaps.most()).isEqualTo(1);
            assertThat(other.runs("job-0", 10).getLast().end()).isEqualTo(RunEnd.NODE_LOST);
        }
    }

    @Test
    void aNodeWhoseDatabaseComesBackRunsJobsAgain() throws SQLException {
        // Given
        CuttableSource source = new CuttableSource(database);
        AtomicInteger runs = new AtomicInteger();
        try (JobQueue queue = node(source, "first", run -> {
            runs.incrementAndGet();
            return JobOutcome.nothing("idle");
        })) {
            source.cut();

            // When
            queue.start();
            source.mend();

            // Then
            await().atMost(SOON).until(() -> runs.get() > 10);
        }
    }

    @Test
    void aRunThatDoesNotHeedTheLossOfItsLeaseCannotCommit() throws SQLException, InterruptedException {
        // Given
        CuttableSource first = new CuttableSource(database);
        CountDownLatch began = new CountDownLatch(1);
        AtomicReference<String> refusal = new AtomicReference<>("");
        AtomicBoolean taken = new AtomicBoolean();
        Job zombie = run -> {
            if (!run.job().equals("job-0")) {
                return JobOutcome.nothing("not the one");
            }
            began.countDown();
            while (!taken.get()) {
                Thread.onSpinWait();
            }
            Thread.interrupted();
            try (Connection connection = database.asService().getConnection()) {
                connection.setAutoCommit(false);
                run.requireLease(connection);
            } catch (LeaseLostException e) {
                refusal.set(e.getMessage());
            }
            return JobOutcome.done("too late");
        };
        Job successor = run -> {
            taken.set(run.job().equals("job-0") || taken.get());
            return JobOutcome.done("in its place");
        };
        try (JobQueue losing = node(first, "first", zombie);
                JobQueue other = node(database.asService(), "second", successor)) {
            losing.start();
            began.await();
            other.start();

            // When
            first.cut();

            // Then
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(refusal)
                            .hasValue("the lease of the job 'job-0' is lost; another node runs it now or will"));
            assertThat(other.runs("job-0", 100)).extracting(PastRun::why).doesNotContain("too late");
        }
    }

    private static JobQueue node(DataSource source, String node, Job job) {
        JobQueueBuilder builder = JobQueue.on(source)
                .types(List.of(new JobType("work", "Works.", job)))
                .node(node)
                .lease(LEASE)
                .pollInterval(Duration.ofMillis(50));
        IntStream.range(0, 5).forEach(i -> builder.define(JobDefinition.system("job-" + i, "work", OFTEN)));
        return builder.build();
    }

    private Process startChild(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildNode.class.getName(),
                        database.jdbcUrl(),
                        database.password(),
                        "child",
                        LEASE.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "child.log"))
                .start();
    }

    private long began(String job, String node) {
        return database.number("select count(*) from began where job = ? and node = ?", job, node);
    }

    private long effects(String node) {
        return database.number("select count(*) from effects where node = ?", node);
    }

    private long lastEffect() {
        return database.number("select max(id) from effects");
    }

    /** Counts the runs of each job that are under way at once, on whichever node of this process. */
    private static final class Overlaps {

        private final Map<String, AtomicInteger> now = new ConcurrentHashMap<>();
        private final AtomicInteger most = new AtomicInteger();

        Job watching(Job job) {
            return run -> {
                AtomicInteger runs = now.computeIfAbsent(run.job(), name -> new AtomicInteger());
                most.accumulateAndGet(runs.incrementAndGet(), Math::max);
                try {
                    return job.run(run);
                } finally {
                    runs.decrementAndGet();
                }
            };
        }

        int most() {
            return most.get();
        }
    }
}
