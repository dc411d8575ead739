package io.whypfs.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobCourseTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final JobSchedule HOURLY = new JobSchedule.Every(Duration.ofHours(1));
    private static final JobDefinition DEFINITION = JobDefinition.custom("report", "report", HOURLY, Map.of());

    private final JobCourse course = new JobCourse(new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(10)));

    @Test
    void aRunThatDidSomethingIsKeptAndTheScheduleGoesOn() {
        // When
        JobStep step = course.after(row(DEFINITION, 0, 3), done("assigned 7 contents"), NOW);

        // Then
        assertThat(step)
                .isEqualTo(new JobStep(
                        JobState.WAITING,
                        "assigned 7 contents",
                        Optional.of(NOW.plusSeconds(3600)),
                        4,
                        0,
                        Optional.of(new JobStep.Entry(RunEnd.DONE, "assigned 7 contents", 1))));
    }

    @Test
    void aRunWithNothingToDoIsNotKept() {
        // When
        JobStep step = course.after(
                row(DEFINITION, 0, 3), new RunResult.Returned(JobOutcome.nothing("no bucket is open")), NOW);

        // Then
        assertThat(step.entry()).isEmpty();
        assertThat(step.why()).isEqualTo("no bucket is open");
        assertThat(step.runs()).isEqualTo(3);
    }

    @Test
    void failuresAreTriedAgainEverMoreSlowlyUpToALimit() {
        // When
        JobStep first = course.after(row(DEFINITION, 0, 0), new RunResult.Failed("boom"), NOW);
        JobStep third = course.after(row(DEFINITION, 2, 0), new RunResult.Failed("boom"), NOW);
        JobStep hundredth = course.after(row(DEFINITION, 99, 0), new RunResult.Failed("boom"), NOW);

        // Then
        assertThat(first.why()).isEqualTo("failed once: boom");
        assertThat(first.runAt()).contains(NOW.plusSeconds(1));
        assertThat(third.why()).isEqualTo("failed 3 times: boom");
        assertThat(third.runAt()).contains(NOW.plusSeconds(4));
        assertThat(third.entry())
                .contains(new JobStep.Entry(RunEnd.FAILED, "boom; tried again at 2026-11-24T10:00:04Z", 3));
        assertThat(hundredth.runAt()).contains(NOW.plusSeconds(600));
    }

    @Test
    void aSuccessEndsTheFailures() {
        // When
        JobStep step = course.after(row(DEFINITION, 5, 0), done("caught up"), NOW);

        // Then
        assertThat(step.failures()).isZero();
        assertThat(step.standing()).isEqualTo(JobState.WAITING);
        assertThat(step.entry()).map(JobStep.Entry::attempt).contains(6);
    }

    @Test
    void againComesWhenItWantsAndCountsAsNothing() {
        // Given
        JobDefinition twice = DEFINITION.withLimits(JobLimits.none().withMaxRuns(1));

        // When
        JobStep step = course.after(
                row(twice, 0, 0),
                new RunResult.Returned(JobOutcome.again(Duration.ofSeconds(5), "the node is behind")),
                NOW);

        // Then
        assertThat(step)
                .isEqualTo(new JobStep(
                        JobState.WAITING,
                        "the node is behind",
                        Optional.of(NOW.plusSeconds(5)),
                        0,
                        0,
                        Optional.empty()));
    }

    @Test
    void theLastOfALimitedNumberOfRunsFinishesTheJob() {
        // Given
        JobDefinition five = DEFINITION.withLimits(JobLimits.none().withMaxRuns(5));

        // When
        JobStep fourth = course.after(row(five, 0, 3), done("x"), NOW);
        JobStep fifth = course.after(row(five, 0, 4), new RunResult.Returned(JobOutcome.nothing("x")), NOW);

        // Then
        assertThat(fourth.standing()).isEqualTo(JobState.WAITING);
        assertThat(fifth.standing()).isEqualTo(JobState.FINISHED);
        assertThat(fifth.why()).isEqualTo("finished: ran 5 of 5");
        assertThat(fifth.runAt()).isEmpty();
    }

    @Test
    void aFailureDoesNotCountAsOneOfTheRuns() {
        // Given
        JobDefinition one = DEFINITION.withLimits(JobLimits.none().withMaxRuns(1));

        // When
        JobStep step = course.after(row(one, 0, 0), new RunResult.Failed("boom"), NOW);

        // Then
        assertThat(step.standing()).isEqualTo(JobState.FAILING);
        assertThat(step.runs()).isZero();
    }

    @Test
    void aNextRunAfterTheEndOfTheJobsTimeFinishesIt() {
        // Given
        JobDefinition short_ = DEFINITION.withLimits(JobLimits.none().withUntil(NOW.plusSeconds(1800)));

        // When
        JobStep step = course.after(row(short_, 0, 0), done("x"), NOW);

        // Then
        assertThat(step.standing()).isEqualTo(JobState.FINISHED);
        assertThat(step.why()).isEqualTo("finished: its time ended at 2026-11-24T10:30:00Z; last: x");
    }

    @Test
    void aJobForOneTimeIsFinishedAfterItButTriedAgainAfterAFailure() {
        // Given
        JobDefinition once = DEFINITION.withSchedule(new JobSchedule.Once(NOW));

        // When
        JobStep failed = course.after(row(once, 0, 0), new RunResult.Failed("boom"), NOW);
        JobStep succeeded = course.after(row(once, 1, 0), done("moved"), NOW.plusSeconds(1));

        // Then
        assertThat(failed.runAt()).contains(NOW.plusSeconds(1));
        assertThat(succeeded.standing()).isEqualTo(JobState.FINISHED);
        assertThat(succeeded.why())
                .isEqualTo("finished: its schedule 2026-11-24T10:00:00Z has no further time; last: moved");
    }

    @Test
    void aLostNodesRunIsRepeatedAtOnceAndLaterEverMoreSlowly() {
        // When
        JobStep first = course.after(row(DEFINITION, 0, 0), new RunResult.NodeLost("the node a is gone"), NOW);
        JobStep third = course.after(row(DEFINITION, 2, 0), new RunResult.NodeLost("the node a is gone"), NOW);

        // Then
        assertThat(first.runAt()).contains(NOW);
        assertThat(first.entry())
                .contains(new JobStep.Entry(RunEnd.NODE_LOST, "the node a is gone; it runs again at once", 1));
        assertThat(third.runAt()).contains(NOW.plusSeconds(2));
    }

    @Test
    void aJobPausedDuringItsRunStaysPausedWhateverTheRunCameTo() {
        // Given
        JobRow paused = new JobRow(
                DEFINITION, JobState.PAUSED, NOW, "paused by admin", 0, 0, Optional.empty(), Optional.empty());

        // When
        JobStep done = course.after(paused, done("x"), NOW);
        JobStep failed = course.after(paused, new RunResult.Failed("boom"), NOW);

        // Then
        assertThat(done.standing()).isEqualTo(JobState.PAUSED);
        assertThat(done.why()).isEqualTo("paused by admin");
        assertThat(done.runAt()).isEmpty();
        assertThat(done.entry()).isPresent();
        assertThat(failed.standing()).isEqualTo(JobState.PAUSED);
        assertThat(failed.failures()).isEqualTo(1);
    }

    @Test
    void aCancelledRunIsKeptWithWhoCancelledItAndTheScheduleGoesOn() {
        // When
        JobStep step = course.after(
                row(DEFINITION, 0, 0), new RunResult.Cancelled("cancelled by admin", "it had come to: moved 3"), NOW);

        // Then
        assertThat(step.runAt()).contains(NOW.plusSeconds(3600));
        assertThat(step.entry())
                .contains(new JobStep.Entry(RunEnd.CANCELLED, "cancelled by admin; it had come to: moved 3", 1));
    }

    @Test
    void everyEndLeavesAReason() {
        // Given
        RunResult[] ends = {
            done("x"),
            new RunResult.Returned(JobOutcome.nothing("y")),
            new RunResult.Returned(JobOutcome.again(Duration.ZERO, "z")),
            new RunResult.Failed("f"),
            new RunResult.TimedOut(Duration.ofSeconds(1), "t"),
            new RunResult.Cancelled("c", "d"),
            new RunResult.Stopped("s"),
            new RunResult.NodeLost("n")
        };

        // When, Then
        for (RunResult end : ends) {
            JobStep step = course.after(row(DEFINITION, 0, 0), end, NOW);
            assertThat(step.why()).as(end.toString()).isNotBlank();
            assertThat(step.runAt()).as(end.toString()).isPresent();
        }
    }

    private static RunResult done(String what) {
        return new RunResult.Returned(JobOutcome.done(what));
    }

    private static JobRow row(JobDefinition definition, int failures, long runs) {
        return new JobRow(
                definition,
                failures == 0 ? JobState.WAITING : JobState.FAILING,
                NOW.minusSeconds(60),
                "defined",
                runs,
                failures,
                Optional.empty(),
                Optional.empty());
    }
}
