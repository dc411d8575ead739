package io.whypfs.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JobQueueIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final JobSchedule DAILY = new JobSchedule.Every(Duration.ofDays(1));
    private static final JobSchedule OFTEN = new JobSchedule.Every(Duration.ofMillis(20));
    private static QueueDatabase database;

    private final List<JobQueue> open = new ArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();
    private volatile Job work = run -> JobOutcome.done("ran " + run.parameters());

    @BeforeAll
    static void makeDatabase() {
        database = QueueDatabase.fresh();
    }

    @AfterEach
    void closeAndForget() {
        open.forEach(JobQueue::close);
        try (JobQueue empty = JobQueue.on(database.asService()).build()) {
            empty.list()
                    .forEach(job -> database.number(
                            "with gone as (delete from scheduled_tasks where task_instance = ?"
                                    + " returning 1) select count(*) from gone",
                            job.definition().name()));
            empty.list()
                    .forEach(job -> database.number(
                            "with gone as (delete from jobs where name = ? returning 1) select count(*) from gone",
                            job.definition().name()));
        }
    }

    @Test
    void aSystemJobRunsAtTheStartAndItsHistorySaysWhatItDid() {
        // Given
        JobQueue queue = built(queue().define(JobDefinition.system("tidy", "work", DAILY)));

        // When
        queue.start();

        // Then
        JobStatus status = awaitState(queue, "tidy", JobState.WAITING);
        assertThat(status.why()).isEqualTo("ran {depth=1}");
        assertThat(status.nextAt()).isPresent();
        assertThat(status.next()).isEqualTo("next run at " + status.nextAt().get());
        assertThat(status.definition().system()).isTrue();
        assertThat(queue.runs("tidy", 10)).singleElement().satisfies(run -> {
            assertThat(run.end()).isEqualTo(RunEnd.DONE);
            assertThat(run.why()).isEqualTo("ran {depth=1}");
            assertThat(run.node()).isEqualTo("node-a");
            assertThat(run.attempt()).isEqualTo(1);
        });
    }

    @Test
    void runsWithNothingToDoLeaveNoHistoryAndFrequentOnesThatDidAreGathered() {
        // Given
        work = run -> runs.incrementAndGet() % 2 == 0 ? JobOutcome.nothing("all is tidy") : JobOutcome.done("tidied");
        JobQueue queue = built(queue().define(JobDefinition.system("tidy", "work", OFTEN)));

        // When
        queue.start();

        // Then
        await().atMost(SOON).until(() -> runs.get() >= 21);
        queue.close();
        List<PastRun> history = queue.runs("tidy", 100);
        assertThat(history).hasSizeLessThanOrEqualTo(2);
        assertThat(history.stream().mapToInt(PastRun::times).sum()).isEqualTo((runs.get() + 1) / 2);
    }

    @Test
    void anIdleFrequentJobChangesNothingButItsTime() {
        // Given
        work = run -> {
            runs.incrementAndGet();
            return JobOutcome.nothing("nothing waits");
        };
        JobQueue queue = built(queue().define(JobDefinition.system("tidy", "work", OFTEN)));
        queue.start();
        await().atMost(SOON).until(() -> runs.get() >= 3);
        long before = database.number("select xmin::text::bigint from jobs where name = ?", "tidy");

        // When
        int then = runs.get();
        await().atMost(SOON).until(() -> runs.get() >= then + 20);

        // Then
        assertThat(database.number("select xmin::text::bigint from jobs where name = ?", "tidy"))
                .isEqualTo(before);
        assertThat(queue.runs("tidy", 10)).isEmpty();
        assertThat(queue.get("tidy").why()).isIn("nothing waits", "runs on node-a");
    }

    @Test
    void aFailingJobSaysHowOftenAndIsTriedAgainUntilItSucceeds() {
        // Given
        work = run -> {
            if (run.attempt() < 4) {
                throw new IllegalStateException("attempt " + run.attempt());
            }
            return JobOutcome.done("at last");
        };
        JobQueue queue = built(queue().retry(Duration.ofMillis(10), Duration.ofMillis(50))
                .define(JobDefinition.system("shaky", "work", DAILY)));

        // When
        queue.start();

        // Then
        await().atMost(SOON).until(() -> queue.get("shaky").why().equals("at last"));
        assertThat(queue.get("shaky").failures()).isZero();
        List<PastRun> history = queue.runs("shaky", 10);
        assertThat(history)
                .extracting(PastRun::end)
                .containsExactly(RunEnd.DONE, RunEnd.FAILED, RunEnd.FAILED, RunEnd.FAILED);
        assertThat(history.get(1).why()).startsWith("IllegalStateException: attempt 3; tried again at 2");
        assertThat(history.get(0).attempt()).isEqualTo(4);
    }

    @Test
    void aJobThatHasFailedSaysWhyAndWhenItIsTriedAgain() {
        // Given
        work = run -> {
            throw new IllegalStateException("no such folder");
        };
        JobQueue queue = built(queue().retry(Duration.ofHours(1), Duration.ofHours(1))
                .define(JobDefinition.system("shaky", "work", DAILY)));

        // When
        queue.start();

        // Then
        JobStatus status = awaitState(queue, "shaky", JobState.FAILING);
        assertThat(status.why()).isEqualTo("failed once: IllegalStateException: no such folder");
        assertThat(status.next()).isEqualTo("tried again at " + status.nextAt().orElseThrow());
    }

    @Test
    void aPausedJobDoesNotRunUntilItIsResumed() {
        // Given
        JobQueue queue = started(queue());
        queue.define(custom("report", OFTEN_ENOUGH));
        await().atMost(SOON).until(() -> !queue.runs("report", 1).isEmpty());

        // When
        JobStatus paused = queue.pause("report", "paused by admin: disk work");

        // Then
        await().atMost(SOON).until(() -> queue.get("report").state() == JobState.PAUSED);
        assertThat(paused.why()).isEqualTo("paused by admin: disk work");
        assertThat(queue.get("report").next()).isEqualTo("runs again when it is resumed");
        assertThat(queue.get("report").nextAt()).isEmpty();
        assertThat(database.number("select count(*) from scheduled_tasks where task_instance = ?", "report"))
                .isZero();
        assertThatThrownBy(() -> queue.runNow("report"))
                .isInstanceOf(JobStateException.class)
                .hasMessage("The job 'report' is paused (paused by admin: disk work); resume it first.");
        int before = times(queue, "report");
        queue.resume("report");
        await().atMost(SOON).until(() -> times(queue, "report") > before);
    }

    @Test
    void aPausedSystemJobStaysPausedAcrossAStart() {
        // Given
        JobQueue first = started(queue().define(JobDefinition.system("tidy", "work", DAILY)));
        awaitState(first, "tidy", JobState.WAITING);
        first.pause("tidy", "paused by admin");
        first.close();

        // When
        JobQueue second = started(queue().define(JobDefinition.system("tidy", "work", OFTEN)));

        // Then
        assertThat(second.get("tidy").state()).isEqualTo(JobState.PAUSED);
        assertThat(second.get("tidy").definition().schedule()).isEqualTo(OFTEN);
        assertThat(database.number("select count(*) from scheduled_tasks where task_instance = ?", "tidy"))
                .isZero();
    }

    @Test
    void runNowRunsAJobBeforeItsTime() {
        // Given
        JobQueue queue = started(queue());
        queue.define(custom("report", new JobSchedule.Once(Instant.parse("2099-01-01T00:00:00Z"))));
        assertThat(queue.get("report").next()).isEqualTo("next run at 2099-01-01T00:00:00Z");

        // When
        queue.runNow("report");

        // Then
        await().atMost(SOON).until(() -> !queue.runs("report", 1).isEmpty());
        assertThat(queue.get("report").nextAt()).contains(Instant.parse("2099-01-01T00:00:00Z"));
    }

    @Test
    void aCancelledRunIsInterruptedAndKeptWithWhoDidIt() throws InterruptedException {
        // Given
        CountDownLatch began = new CountDownLatch(1);
        AtomicReference<String> reason = new AtomicReference<>("");
        work = run -> {
            began.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                reason.set(run.stopReason().orElse("none"));
                throw e;
            }
            return JobOutcome.done("cannot be");
        };
        JobQueue queue = started(queue());
        queue.define(custom("report", DAILY));
        began.await();
        assertThat(queue.get("report").why()).isEqualTo("runs on node-a");
        assertThatThrownBy(() -> queue.runNow("report")).hasMessage("The job 'report' runs already.");
        assertThatThrownBy(() -> queue.remove("report"))
                .hasMessage("The job 'report' runs now; cancel the run and remove the job when it has ended.");

        // When
        queue.cancel("report", "cancelled by admin");

        // Then
        JobStatus status = awaitState(queue, "report", JobState.WAITING);
        assertThat(reason).hasValue("cancelled by admin");
        assertThat(status.why()).isEqualTo("last run cancelled: cancelled by admin");
        assertThat(queue.runs("report", 10)).singleElement().satisfies(run -> {
            assertThat(run.end()).isEqualTo(RunEnd.CANCELLED);
            assertThat(run.why()).isEqualTo("cancelled by admin; it ended with InterruptedException");
        });
        assertThatThrownBy(() -> queue.cancel("report", "again"))
                .hasMessage("The job 'report' does not run now, so there is nothing to cancel.");
    }

    @Test
    void aRunIsCancelledFromAnotherNode() throws InterruptedException {
        // Given
        CountDownLatch began = new CountDownLatch(1);
        work = run -> {
            began.countDown();
            new CountDownLatch(1).await();
            return JobOutcome.done("cannot be");
        };
        JobQueue runner = started(queue());
        runner.define(custom("report", DAILY));
        began.await();
        JobQueue other = built(queue().node("node-b"));

        // When
        JobStatus told = other.cancel("report", "cancelled by admin");

        // Then
        assertThat(told.why()).isEqualTo("runs on node-a and was told to stop: cancelled by admin");
        awaitState(other, "report", JobState.WAITING);
        assertThat(other.runs("report", 1))
                .singleElement()
                .extracting(PastRun::end)
                .isEqualTo(RunEnd.CANCELLED);
    }

    @Test
    void aRunThatIsTooLongIsStoppedAndTriedAgain() {
        // Given
        work = run -> {
            if (run.attempt() == 1) {
                new CountDownLatch(1).await();
            }
            return JobOutcome.done("in time");
        };
        JobQueue queue = started(queue());

        // When
        queue.define(custom("report", DAILY).withLimits(JobLimits.none().withTimeout(Duration.ofMillis(100))));

        // Then
        await().atMost(SOON).until(() -> queue.get("report").why().equals("in time"));
        PastRun late = queue.runs("report", 10).getLast();
        assertThat(late.end()).isEqualTo(RunEnd.TIMED_OUT);
        assertThat(late.why())
                .startsWith("stopped after PT0.1S, its limit: it ended with InterruptedException; tried again at 2");
    }

    @Test
    void aJobWithALimitedNumberOfRunsFinishes() {
        // Given
        JobQueue queue = started(queue());

        // When
        queue.define(custom("report", OFTEN_ENOUGH).withLimits(JobLimits.none().withMaxRuns(2)));

        // Then
        JobStatus status = awaitState(queue, "report", JobState.FINISHED);
        assertThat(status.why()).isEqualTo("finished: ran 2 of 2");
        assertThat(status.runs()).isEqualTo(2);
        assertThat(status.nextAt()).isEmpty();
        assertThatThrownBy(() -> queue.runNow("report"))
                .hasMessage("The job 'report' does not run any more: finished: ran 2 of 2.");
        queue.remove("report");
        assertThatThrownBy(() -> queue.get("report")).hasMessage("There is no job 'report'.");
    }

    @Test
    void schedulesFollowTheQueuesClockAndNoRunBeginsAfterItsUntil() {
        // Given
        DrivenClock clock = new DrivenClock(Instant.parse("2030-01-01T00:00:00Z"));
        JobQueue queue = started(queue().clock(clock));
        Instant end = Instant.parse("2030-01-03T00:00:00Z");
        queue.define(custom("report", new JobSchedule.Cron("0 12 * * *"))
                .withLimits(JobLimits.none().withUntil(end)));
        assertThat(queue.get("report").nextAt()).contains(Instant.parse("2030-01-01T12:00:00Z"));

        // When
        clock.set(Instant.parse("2030-01-01T12:00:00Z"));
        await().atMost(SOON).until(() -> queue.runs("report", 10).size() == 1);
        assertThat(queue.runs("report", 1).getFirst().startedAt()).isEqualTo(Instant.parse("2030-01-01T12:00:00Z"));
        assertThat(queue.get("report").nextAt()).contains(Instant.parse("2030-01-02T12:00:00Z"));
        clock.set(end.plusSeconds(1));

        // Then
        JobStatus status = awaitState(queue, "report", JobState.FINISHED);
        assertThat(status.why()).isEqualTo("finished: its time ended at 2030-01-03T00:00:00Z");
        assertThat(queue.runs("report", 10)).hasSize(1);
    }

    @Test
    void againComesBackBeforeTheSchedule() {
        // Given
        work = run -> runs.incrementAndGet() < 3
                ? JobOutcome.again(Duration.ofMillis(10), "the node is behind")
                : JobOutcome.done("caught up");
        JobQueue queue = started(queue());

        // When
        queue.define(custom("report", DAILY));

        // Then
        await().atMost(SOON).until(() -> queue.get("report").why().equals("caught up"));
        assertThat(runs).hasValue(3);
        assertThat(queue.runs("report", 10)).hasSize(1);
    }

    @Test
    void anotherScheduleInTheConfigurationTakesEffectAtTheStart() {
        // Given
        JobQueue first = started(queue().define(JobDefinition.system("tidy", "work", DAILY)));
        awaitState(first, "tidy", JobState.WAITING);
        first.close();
        int before = times(first, "tidy");

        // When
        JobQueue second = started(queue().define(JobDefinition.system("tidy", "work", OFTEN)));

        // Then
        await().atMost(SOON).until(() -> times(second, "tidy") > before + 3);
    }

    @Test
    void aSystemJobThatIsDefinedNoLongerGoesAndCustomersJobsStay() {
        // Given
        JobQueue first = started(queue().define(JobDefinition.system("tidy", "work", DAILY)));
        awaitState(first, "tidy", JobState.WAITING);
        first.define(custom("report", DAILY));
        first.close();

        // When
        JobQueue second = started(queue().define(JobDefinition.system("sweep", "work", DAILY)));

        // Then
        assertThat(second.list()).extracting(job -> job.definition().name()).containsExactly("sweep", "report");
    }

    @Test
    void aJobOfATypeThatThisNodeDoesNotKnowWaitsForOneThatDoes() {
        // Given
        JobQueue knows = built(queue());
        knows.define(custom("report", DAILY));
        JobQueue other = JobQueue.on(database.asService())
                .types(List.of(new JobType("other", "Something else.", run -> JobOutcome.done("x"))))
                .pollInterval(Duration.ofMillis(20))
                .build();
        open.add(other);

        // When
        other.start();
        other.define(JobDefinition.custom("later", "other", DAILY, Map.of()));
        await().atMost(SOON).until(() -> !other.runs("later", 1).isEmpty());

        // Then
        assertThat(other.get("report").next()).isEqualTo("waits for a node that knows the type 'work'");
        assertThat(other.runs("report", 1)).isEmpty();
        knows.start();
        await().atMost(SOON).until(() -> !knows.runs("report", 1).isEmpty());
    }

    @Test
    void theHistoryOfAJobIsBounded() {
        // Given
        work = run -> {
            runs.incrementAndGet();
            throw new IllegalStateException("no");
        };
        JobQueue queue = built(queue().history(5, Duration.ofDays(1))
                .retry(Duration.ofMillis(1), Duration.ofMillis(1))
                .define(JobDefinition.system("shaky", "work", DAILY)));

        // When
        queue.start();
        await().atMost(SOON).until(() -> runs.get() > 12);
        queue.close();

        // Then
        assertThat(queue.runs("shaky", 100)).hasSize(5);
        assertThat(queue.runs("shaky", 1).getFirst().attempt())
                .isEqualTo(queue.get("shaky").failures());
    }

    @Test
    void closingLeavesARunThatWasStoppedDueForAnotherNode() throws InterruptedException {
        // Given
        CountDownLatch began = new CountDownLatch(1);
        work = run -> {
            began.countDown();
            new CountDownLatch(1).await();
            return JobOutcome.done("cannot be");
        };
        JobQueue first = started(queue());
        first.define(custom("report", DAILY));
        began.await();

        // When
        first.close();

        // Then
        JobStatus left = first.get("report");
        assertThat(left.state()).isEqualTo(JobState.WAITING);
        assertThat(first.runs("report", 1))
                .singleElement()
                .extracting(PastRun::end)
                .isEqualTo(RunEnd.STOPPED);
        work = run -> JobOutcome.done("finished elsewhere");
        JobQueue second = started(queue().node("node-b"));
        await().atMost(SOON).until(() -> second.get("report").why().equals("finished elsewhere"));
    }

    @Test
    void wishesThatCannotBeFulfilledSayWhy() {
        // Given
        JobQueue queue = started(queue().define(JobDefinition.system("tidy", "work", DAILY)));
        queue.define(custom("report", DAILY));

        // When, Then
        assertThatThrownBy(() -> queue.define(custom("report", DAILY))).isInstanceOf(JobExistsException.class);
        assertThatThrownBy(() -> queue.define(custom("tidy", DAILY))).isInstanceOf(JobExistsException.class);
        assertThatThrownBy(() -> queue.define(JobDefinition.custom("x", "nonsense", DAILY, Map.of())))
                .hasMessage("There is no job type 'nonsense'. Known: work.");
        assertThatThrownBy(() -> queue.define(JobDefinition.custom("x", "work", DAILY, Map.of("depht", "1"))))
                .hasMessage("The type 'work' has no parameter depht; it has depth.");
        assertThatThrownBy(() -> queue.define(JobDefinition.custom("x", "work", DAILY, Map.of("depth", "deep"))))
                .hasMessage("The parameter 'depth' must be a whole number; 'deep' is not.");
        assertThatThrownBy(() -> queue.define(custom("x", OFTEN)))
                .hasMessage("The schedule PT0.02S is too short; the shortest is PT1S.");
        assertThatThrownBy(() -> queue.define(custom("x", new JobSchedule.Once(Instant.EPOCH))))
                .hasMessageStartingWith("The schedule 1970-01-01T00:00:00Z is in the past; it is ");
        assertThatThrownBy(() -> queue.define(custom("x", new JobSchedule.Cron("0 0 31 2 *"))))
                .hasMessage("The schedule 0 0 31 2 * never comes due.");
        assertThatThrownBy(() -> queue.remove("tidy"))
                .hasMessage("The job 'tidy' belongs to the system and cannot be removed; it can be paused.");
        assertThatThrownBy(() -> queue.resume("report")).hasMessage("The job 'report' is not paused.");
        for (String unknown : List.of("a", "b")) {
            assertThatThrownBy(() -> queue.pause(unknown, "x")).isInstanceOf(UnknownJobException.class);
            assertThatThrownBy(() -> queue.runs(unknown, 1)).isInstanceOf(UnknownJobException.class);
        }
        assertThatThrownBy(() -> custom("Not A Name", DAILY)).isInstanceOf(BadJobException.class);
    }

    private static final JobSchedule OFTEN_ENOUGH = new JobSchedule.Every(Duration.ofSeconds(1));

    private JobQueueBuilder queue() {
        JobType type = new JobType(
                "work",
                "Does what a test wants.",
                List.of(JobParameter.optional("depth", JobParameter.Kind.NUMBER, "how deep", "1")),
                run -> work.run(run));
        return JobQueue.on(database.asService())
                .types(List.of(type))
                .node("node-a")
                .pollInterval(Duration.ofMillis(20));
    }

    private JobQueue built(JobQueueBuilder builder) {
        JobQueue queue = builder.build();
        open.add(queue);
        return queue;
    }

    private JobQueue started(JobQueueBuilder builder) {
        JobQueue queue = built(builder);
        queue.start();
        return queue;
    }

    private static JobDefinition custom(String name, JobSchedule schedule) {
        return JobDefinition.custom(name, "work", schedule, Map.of());
    }

    private static int times(JobQueue queue, String job) {
        return queue.runs(job, 100).stream().mapToInt(PastRun::times).sum();
    }

    private static JobStatus awaitState(JobQueue queue, String job, JobState state) {
        await().atMost(SOON).until(() -> {
            JobStatus status = queue.get(job);
            return status.state() == state
                    && (state != JobState.WAITING || status.lastRun().isPresent());
        });
        return queue.get(job);
    }

    private static final class DrivenClock extends Clock {

        private final AtomicReference<Instant> now;

        DrivenClock(Instant start) {
            this.now = new AtomicReference<>(start);
        }

        void set(Instant time) {
            now.set(time);
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
