package io.whypfs.scheduler.buckets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTextTest {

    @ParameterizedTest
    @CsvSource({
        "PT48H, 2 days",
        "PT24H, 1 day",
        "PT25H, 25 hours",
        "PT1H, 1 hour",
        "PT90M, 90 minutes",
        "PT90S, 90 seconds",
        "PT1S, 1 second",
        "PT0.2S, 0.2 s",
        "PT1.5S, 1.5 s",
        "PT0S, 0.0 s"
    })
    void usesTheLargestUnitThatLeavesNoRest(Duration span, String text) {
        assertThat(SpanText.of(span)).isEqualTo(text);
    }
}
