package io.whypfs.corenode.pieces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PiecesConfigTest {

    private static PiecesConfig config(Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withMapping(PiecesConfig.class);
        settings.forEach(builder::withDefaultValue);
        return builder.build().getConfigMapping(PiecesConfig.class);
    }

    @Test
    void hasADefaultForAllButTheSecret() {
        PiecesConfig config = config(Map.of("whypfs.pieces.secret", "a secret"));
        assertThat(config.secret()).isEqualTo("a secret");
        assertThat(config.parallelBuilds()).isEqualTo(1);
        assertThat(config.hashThreads()).isEmpty();
        assertThat(config.poll()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.retryFirst()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.retryMost()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.maxTransfers()).isEqualTo(48);
        assertThat(config.maxTransfersPerDeal()).isEqualTo(8);
        assertThat(config.readAhead().asLongValue()).isEqualTo(512 * 1024);
        assertThat(config.layoutCache().asLongValue()).isEqualTo(16 * 1024 * 1024);
        assertThat(config.tellEvery()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void wantsASecret() {
        assertThatThrownBy(() -> config(Map.of()))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("whypfs.pieces.secret");
    }
}
