package io.whypfs.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2023-05-11T20:42:21.123456Z, 2023-05-11T20:42:21.123456Z",
        "2023-05-11T20:42:21.120Z, 2023-05-11T20:42:21.12Z",
        "2023-05-11T20:42:21Z, 2023-05-11T20:42:21Z",
        "2023-05-11T20:42:21.000000001Z, 2023-05-11T20:42:21.000000001Z"
    })
    void writesTheNanosecondsThatAreThere(Instant instant, String text) {
        assertThat(GoTime.format(instant)).isEqualTo(text);
    }

    @Test
    void writesAnUnsetTimeAsClientsExpectIt() {
        assertThat(GoTime.format(GoTime.ZERO)).isEqualTo("0001-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "24h, PT24H",
        "1h30m, PT1H30M",
        "1.5s, PT1.5S",
        "100ms, PT0.1S",
        "0, PT0S",
        "-2m, PT-2M",
        "1us, PT0.000001S"
    })
    void readsGoDurations(String text, Duration duration) {
        assertThat(GoTime.parseDuration(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24", "h", "1d", "1h 30m", "PT1H", "1h-", "99999999999h"})
    void readsNothingElse(String text) {
        assertThat(GoTime.parseDuration(text)).isEmpty();
    }
}
