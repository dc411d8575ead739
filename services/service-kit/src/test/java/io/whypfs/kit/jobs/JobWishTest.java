package io.whypfs.kit.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.kit.problem.Problem;
import io.whypfs.kit.problem.ProblemException;
import io.whypfs.queue.JobDefinition;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobWishTest {

    @Test
    void aWholeWishBecomesACustomersJob() {
        // When
        JobDefinition job = JobWish.definition(new JobJson.Wish(
                "nightly", "sweep", "@daily", Map.of("depth", "2"), 5, "2027-01-01T00:00:00Z", "PT10M"));

        // Then
        assertThat(job.system()).isFalse();
        assertThat(job.schedule().text()).isEqualTo("@daily");
        assertThat(job.limits().until()).contains(Instant.parse("2027-01-01T00:00:00Z"));
    }

    @Test
    void aScheduleThatDoesNotParseIsAProblemThatSaysWhatIsWrong() {
        // When, Then
        Problem problem = problem("nightly", "sweep", "* * * *", null);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.slug()).isEqualTo("bad-schedule");
        assertThat(problem.detail()).startsWith("The cron expression '* * * *' has 4 fields.");
    }

    @Test
    void aMemberThatIsMissingOrWrongIsNamed() {
        // When, Then
        assertThat(problem(null, "sweep", "@daily", null).detail()).isEqualTo("The body must have \"name\".");
        assertThat(problem("nightly", "sweep", "@daily", 0).detail())
                .isEqualTo("maxRuns must be at least 1; 0 is not.");
        assertThat(problem("Nightly!", "sweep", "@daily", null).slug()).isEqualTo("bad-input");
        assertThatThrownBy(() -> JobProblems.asked(() -> JobWish.definition(null)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("The body must be ");
    }

    private static Problem problem(@Nullable String name, String type, String schedule, @Nullable Integer maxRuns) {
        try {
            JobProblems.asked(
                    () -> JobWish.definition(new JobJson.Wish(name, type, schedule, null, maxRuns, null, null)));
            throw new AssertionError("not refused");
        } catch (ProblemException e) {
            return e.problem();
        }
    }
}
