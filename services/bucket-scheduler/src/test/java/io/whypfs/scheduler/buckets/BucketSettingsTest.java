package io.whypfs.scheduler.buckets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketSettingsTest {

    @Test
    void hasDefaults() {
        // When
        BucketConfig config = config(Map.of());
        BucketRules rules = BucketSettings.rules(config);

        // Then
        assertThat(rules.space().sector().bytes()).isEqualTo(32L << 30);
        assertThat(rules.defaults()).isEqualTo(new SealingTerms(25_000, 30L << 30, null, Duration.ofDays(2)));
        assertThat(rules.copies()).isEqualTo(6);
        assertThat(rules.tick()).isEqualTo(Duration.ofSeconds(30));
        assertThat(rules.auditPeriod()).isEqualTo(Duration.ofHours(1));
        assertThat(rules.oldest()).isEqualTo(Duration.ofDays(90));
        assertThat(config.creator().interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.creator().batch()).isEqualTo(5000);
        assertThat(config.checker().interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.gc().interval()).isEqualTo(Duration.ofHours(1));
        assertThat(config.gc().contentAge()).isEqualTo(Duration.ofDays(90));
        assertThat(config.gc().notice()).isEqualTo(Duration.ofDays(14));
    }

    @Test
    void theDefaultThresholdFollowsTheSector() {
        // When
        BucketRules rules = BucketSettings.rules(config(Map.of("sector-size", "8M")));

        // Then
        assertThat(rules.defaults().thresholdSize()).isEqualTo(7_864_320);
    }

    @ParameterizedTest
    @CsvSource({
        "sector-size, 3G, a power of two",
        "sector-size, 128G, from 8192 to 68719476736 bytes",
        "threshold-size, 0, from 1 to 34091298816 bytes",
        "threshold-size, 32G, from 1 to 34091298816 bytes",
        "max-files, 0, from 1 to 100000",
        "max-files, -1, from 1 to 100000",
        "max-age, PT0S, from PT0.01S to PT87600H",
        "max-age, -PT1H, from PT0.01S to PT87600H",
        "copies, 0, from 1 to 50",
        "tick, PT0S, from PT0.01S to PT24H",
        "creator.interval, PT25H, from PT0.01S to PT24H",
        "creator.batch, 0, from 1 to 100000",
        "checker.interval, PT0S, from PT0.01S to PT24H",
        "checker.audit-period, PT0S, from PT0.01S to PT87600H",
        "gc.interval, PT0S, from PT0.01S to PT24H",
        "gc.bucket-age, PT0S, from PT0.01S to PT87600H",
        "gc.content-age, PT0S, from PT0.01S to PT87600H",
        "gc.notice, P91D, from PT0S to PT2160H"
    })
    void refusesWhatCannotWork(String setting, String value, String allowed) {
        assertThatThrownBy(() -> BucketSettings.rules(config(Map.of(setting, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The setting whypfs.buckets." + setting + " is ")
                .hasMessageEndingWith("; it must be " + allowed + ".");
    }

    private static BucketConfig config(Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withMapping(BucketConfig.class)
                .withConverter(io.quarkus.runtime.configuration.MemorySize.class, 300, new MemorySizeConverter())
                .withConverter(Duration.class, 300, new io.quarkus.runtime.configuration.DurationConverter());
        settings.forEach((name, value) -> builder.withDefaultValue("whypfs.buckets." + name, value));
        SmallRyeConfig config = builder.build();
        return config.getConfigMapping(BucketConfig.class);
    }
}
