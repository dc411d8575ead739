package io.whypfs.scheduler.buckets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.queue.BadScheduleException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealScheduleTest {

    private static final Instant MADE = Instant.parse("2026-11-24T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0 3 * * *,     2026-11-24T12:34:56Z, 2026-11-25T03:00:00Z",
        "30 0 3 * * *,  2026-11-24T12:34:56Z, 2026-11-25T03:00:30Z",
        "@hourly,       2026-11-24T12:34:56Z, 2026-11-24T13:00:00Z",
        "@daily,        2026-11-24T00:00:00Z, 2026-11-25T00:00:00Z",
        "PT6H,          2026-11-24T10:00:00Z, 2026-11-24T16:00:00Z",
        "PT6H,          2026-11-24T16:00:00Z, 2026-11-24T22:00:00Z",
        "PT6H,          2026-11-25T03:59:59Z, 2026-11-25T04:00:00Z",
    })
    void tellsTheNextTime(String text, Instant time, Instant next) throws BadScheduleException {
        // When
        SealSchedule schedule = SealSchedule.parse(text);

        // Then
        assertThat(schedule.nextAfter(time, MADE)).contains(next);
        assertThat(SealSchedule.of(schedule.text())).isEqualTo(schedule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "* * *",
                "61 * * * *",
                "@never",
                "PT0S",
                "-PT1H",
                "P1Y",
                "2026-12-01T00:00:00Z",
                "0 0 30 2 *"
            })
    void refusesWhatDoesNotParseOrNeverComesAgain(String text) {
        assertThatThrownBy(() -> SealSchedule.parse(text))
                .isInstanceOf(BadScheduleException.class)
                .hasMessageStartingWith("'" + text + "' does not parse. It may be a cron expression");
    }
}
