package io.whypfs.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobScheduleTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:20:30Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/15 * * * *    | 2026-11-24T10:30:00Z",
                "0 3 * * *       | 2026-11-25T03:00:00Z",
                "15 20 10 * * *  | 2026-11-25T10:20:15Z",
                "*/20 * * * * *  | 2026-11-24T10:20:40Z",
                "0 0 29 2 *      | 2028-02-29T00:00:00Z",
                "0 12 * * 0      | 2026-11-29T12:00:00Z",
                "@hourly         | 2026-11-24T11:00:00Z",
                "@daily          | 2026-11-25T00:00:00Z",
                "@midnight       | 2026-11-25T00:00:00Z",
                "@weekly         | 2026-11-29T00:00:00Z",
                "@monthly        | 2026-12-01T00:00:00Z",
                "@yearly         | 2027-01-01T00:00:00Z",
            })
    void aCronScheduleHasItsNextTimeInUtc(String text, Instant next) throws BadScheduleException {
        // When
        JobSchedule schedule = JobSchedule.parse(text);

        // Then
        assertThat(schedule.nextAfter(NOW)).contains(next);
        assertThat(schedule.firstAt(NOW)).contains(next);
        assertThat(schedule.text()).isEqualTo(text);
    }

    @Test
    void aTimeOfACronScheduleIsNotItsOwnNextTime() throws BadScheduleException {
        // Given
        JobSchedule schedule = JobSchedule.parse("0 3 * * *");

        // When, Then
        assertThat(schedule.nextAfter(Instant.parse("2026-11-25T03:00:00Z")))
                .contains(Instant.parse("2026-11-26T03:00:00Z"));
    }

    @Test
    void anIntervalRunsAtOnceAndThenThisLongAfterEachRun() throws BadScheduleException {
        // When
        JobSchedule schedule = JobSchedule.parse("PT0.2S");

        // Then
        assertThat(schedule).isEqualTo(new JobSchedule.Every(Duration.ofMillis(200)));
        assertThat(schedule.firstAt(NOW)).contains(NOW);
        assertThat(schedule.nextAfter(NOW)).contains(NOW.plusMillis(200));
    }

    @Test
    void aTimeRunsOnce() throws BadScheduleException {
        // When
        JobSchedule schedule = JobSchedule.parse("2026-12-01T00:00:00Z");

        // Then
        Instant at = Instant.parse("2026-12-01T00:00:00Z");
        assertThat(schedule.firstAt(NOW)).contains(at);
        assertThat(schedule.nextAfter(at)).isEmpty();
    }

    @Test
    void aDayThatNeverIsHasNoNextTime() throws BadScheduleException {
        // When
        JobSchedule schedule = JobSchedule.parse("0 0 31 2 *");

        // Then
        assertThat(schedule.nextAfter(NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "PT0S",
                "PT-5M",
                "-PT5M",
                "P4000D",
                "PT",
                "5m",
                "soon",
                "@often",
                "* * * *",
                "* * * * * * *",
                "61 * * * *",
                "0 25 * * *",
                "x * * * *",
                "2026-13-01T00:00:00Z",
                "2026-12-01"
            })
    void aScheduleThatCannotBeIsRefused(String text) {
        // When, Then
        assertThatThrownBy(() -> JobSchedule.parse(text)).isInstanceOf(BadScheduleException.class);
    }

    @Test
    void aRefusalSaysWhatIsWrong() {
        // When, Then
        assertThatThrownBy(() -> JobSchedule.parse("* * * *"))
                .hasMessage("The cron expression '* * * *' has 4 fields. " + JobSchedule.FORMS);
        assertThatThrownBy(() -> JobSchedule.parse("61 * * * *"))
                .hasMessageStartingWith("The cron expression '61 * * * *' cannot be understood: ")
                .hasMessageContaining("61");
        assertThatThrownBy(() -> JobSchedule.parse("PT0S"))
                .hasMessage(
                        "'PT0S' cannot be a schedule: an interval is above zero and at most 3650 days; PT0S is not.");
    }
}
