package io.whypfs.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FactTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void ofFactsAboutOneThingTheOneWithTheHighestSequenceStaysWhereTheFirstStood() {
        // Given
        Fact<String> first = new Fact<>("a", 1, NOON);
        Fact<String> other = new Fact<>("b", 1, NOON);
        Fact<String> newest = new Fact<>("a", 3, NOON.plusSeconds(1));
        Fact<String> late = new Fact<>("a", 2, NOON.plusSeconds(2));

        // When
        List<Fact<String>> kept = Fact.newest(List.of(first, other, newest, late), Function.identity());

        // Then
        assertThat(kept).containsExactly(newest, other);
    }

    @Test
    void ofTwoFactsWithOneSequenceTheFirstStays() {
        // Given
        Fact<String> told = new Fact<>("a", 1, NOON);
        Fact<String> toldAgain = new Fact<>("a", 1, NOON.plusSeconds(9));

        // When / Then
        assertThat(Fact.newest(List.of(told, toldAgain), Function.identity())).containsExactly(told);
    }
}
