package io.whypfs.corenode.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.corenode.registry.Registry.NodeState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RegistryTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final UUID SELF = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private final SteppedClock clock = new SteppedClock();
    private final Registry registry = new Registry(SELF, clock, Duration.ofSeconds(10));

    @Test
    void callsACoreLostWhenItsLastWordIsTooOldInTheLastView() {
        // Given
        clock.now = START.plusSeconds(11);

        // When
        registry.onView(List.of(node(OTHER, false, START)));

        // Then
        assertThat(states()).containsExactly(Map.entry(OTHER, NodeState.LOST));
    }

    @Test
    void tellsADrainingCoreFromAnActiveOne() {
        // When
        registry.onSelf(node(SELF, false, START));
        registry.onView(List.of(node(SELF, true, START), node(OTHER, true, START)));

        // Then
        assertThat(states()).containsEntry(SELF, NodeState.ACTIVE).containsEntry(OTHER, NodeState.DRAINING);
    }

    @Test
    void callsNoCoreLostBecauseTheRegistryIsAway() {
        // Given
        registry.onView(List.of(node(OTHER, false, START)));

        // When
        clock.now = START.plusSeconds(3600);

        // Then
        assertThat(states()).containsExactly(Map.entry(OTHER, NodeState.ACTIVE));
    }

    private Map<UUID, NodeState> states() {
        return registry.nodes().stream()
                .collect(Collectors.toMap(seen -> seen.node().id(), Registry.SeenNode::state));
    }

    private static Node node(UUID id, boolean isDraining, Instant lastSeen) {
        return new Node(id, "http://127.0.0.1:1", isDraining, 10, 1, 0, START, lastSeen);
    }

    private static final class SteppedClock extends Clock {

        private Instant now = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
