package io.whypfs.kit.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.whypfs.kit.inbox.InboxConfig;
import io.whypfs.kit.internal.InternalConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigurationCheckTest {

    @Test
    void namesASettingThatNoMappingKnows() {
        // Given
        SmallRyeConfig config = config(Map.of(
                "whypfs.inbox.batch", "7",
                "whypfs.inbox.bacth", "7",
                "whypfs.internal.token", "0123456789abcdef",
                "quarkus.whatever", "1"));

        // When
        List<String> unknown = ConfigurationCheck.unknown(config, Set.of(InboxConfig.class, InternalConfig.class));

        // Then
        assertThat(unknown).containsExactly("whypfs.inbox.bacth (PropertiesConfigSource[source=given])");
        assertThat(new UnknownSettingException(unknown))
                .hasMessage(
                        "This setting is unknown: whypfs.inbox.bacth (PropertiesConfigSource[source=given]). Correct the name or remove it.");
    }

    @Test
    void namesASettingBelowAPrefixThatNoMappingHas() {
        // Given
        SmallRyeConfig config = config(Map.of("whypfs.outbax.poll", "PT1S"));

        // When
        List<String> unknown = ConfigurationCheck.unknown(config, Set.of(InboxConfig.class));

        // Then
        assertThat(unknown).containsExactly("whypfs.outbax.poll (PropertiesConfigSource[source=given])");
    }

    @Test
    void leavesTheEnvironmentAlone() {
        // Given
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(Map.of("WHYPFS_HOME", "/tmp"), 300))
                .build();

        // When
        List<String> unknown = ConfigurationCheck.unknown(config, Set.of(InboxConfig.class));

        // Then
        assertThat(unknown).isEmpty();
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "given", 250))
                .build();
    }
}
