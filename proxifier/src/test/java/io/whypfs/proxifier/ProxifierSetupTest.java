package io.whypfs.proxifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.whypfs.proxifier.routing.RouteDecision;
import io.whypfs.proxifier.upstream.UpstreamAddress;
import io.whypfs.proxifier.upstream.UpstreamSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxifierSetupTest {

    @Test
    void readsTheDefaults() {
        // When
        ProxifierSetup setup = setup(Map.of("api-nodes", "http://a:1,dns:b:2", "core-nodes", "http://c:3"));
        // Then
        assertThat(setup.sources())
                .isEqualTo(Map.of(
                        "api",
                        List.of(new UpstreamSource.Fixed(new UpstreamAddress("a", 1)), new UpstreamSource.Dns("b", 2)),
                        "core",
                        List.of(new UpstreamSource.Fixed(new UpstreamAddress("c", 3)))));
        assertThat(setup.routes().decide("/pieces/baga")).isEqualTo(new RouteDecision.Forward("core"));
        assertThat(setup.routes().decide("/content/add")).isEqualTo(new RouteDecision.Forward("api"));
        assertThat(setup.routes().decide("/")).isEqualTo(new RouteDecision.Forward("api"));
        assertThat(setup.door().connectionsPerUpstream()).isEqualTo(256);
        assertThat(setup.door().upstreamIdleTimeout()).hasMinutes(5);
        assertThat(setup.door().stopTimeout()).hasSeconds(30);
        assertThat(setup.door().trustForwarded()).isFalse();
        assertThat(setup.door().accessLog()).isFalse();
    }

    @Test
    void givesRoutesToASecondPool() {
        ProxifierSetup setup =
                setup(Map.of("api-nodes", "http://a:1", "core-nodes", "http://c:3", "routes", "/content,/pieces=core"));
        assertThat(setup.routes().decide("/pieces/baga")).isEqualTo(new RouteDecision.Forward("core"));
        assertThat(setup.sources().get("core")).containsExactly(new UpstreamSource.Fixed(new UpstreamAddress("c", 3)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api-nodes | ftp://a | whypfs.proxifier.api-nodes: \"ftp://a\" is no upstream: write http://host:port or dns:host:port",
                "routes | /internal | whypfs.proxifier.routes: \"/internal\" must never be reachable through the front door",
                "connections-per-upstream | 0 | whypfs.proxifier.connections-per-upstream must be from 1 to 65535, and is 0",
                "event-loops | -1 | whypfs.proxifier.event-loops must be from 0 to 256, and is -1",
                "max-header-bytes | 10 | whypfs.proxifier.max-header-bytes must be from 1024 to 1048576, and is 10",
                "connect-timeout | PT0S | whypfs.proxifier.connect-timeout must be at least one millisecond, and is PT0S",
                "stop-timeout | PT25H | whypfs.proxifier.stop-timeout must be from zero to one day, and is PT25H",
            })
    void namesTheKeyAtFault(String key, String value, String message) {
        assertThatThrownBy(() -> setup(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void saysThatNodesAreMissing() {
        assertThatThrownBy(() -> setup(Map.of("api-nodes", "")))
                .hasMessage(
                        "whypfs.proxifier.api-nodes is missing: list where the nodes are, as http://host:port or dns:host:port");
        assertThatThrownBy(() -> setup(Map.of("routes", "/pieces=core", "core-nodes", "")))
                .hasMessage(
                        "whypfs.proxifier.routes names the pool \"core\", which has no nodes: the pools are [api, core],"
                                + " and core has nodes once whypfs.proxifier.core-nodes is set");
    }

    private static ProxifierSetup setup(Map<String, String> values) {
        Map<String, String> keys = new HashMap<>(
                Map.of("whypfs.proxifier.api-nodes", "http://a:1", "whypfs.proxifier.core-nodes", "http://c:3"));
        values.forEach((key, value) -> keys.put("whypfs.proxifier." + key, value));
        ProxifierConfig config = new SmallRyeConfigBuilder()
                .withMapping(ProxifierConfig.class)
                .withDefaultValues(keys)
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(ProxifierConfig.class);
        return ProxifierSetup.from(config, "127.0.0.1", 1313);
    }
}
