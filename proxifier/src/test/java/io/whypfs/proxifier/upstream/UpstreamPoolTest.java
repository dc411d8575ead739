package io.whypfs.proxifier.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamPoolTest {

    private static final UpstreamAddress A = new UpstreamAddress("10.0.0.1", 80);
    private static final UpstreamAddress B = new UpstreamAddress("10.0.0.2", 80);
    private static final UpstreamAddress C = new UpstreamAddress("fd00::3", 80);

    private final List<String> events = new ArrayList<>();
    private final UpstreamPool pool = new UpstreamPool("api", new UpstreamEvents() {
        @Override
        public void appeared(Upstream upstream) {
            events.add("appeared " + upstream);
        }

        @Override
        public void ejected(Upstream upstream) {
            events.add("ejected " + upstream);
        }

        @Override
        public void vanished(Upstream upstream) {
            events.add("vanished " + upstream);
        }
    });

    @Test
    void givesTheMemberWithTheFewestRequestsInFlight() {
        // Given
        pool.become(List.of(A, B, C));
        pool.members().forEach(Upstream::probeSucceeded);
        member(A).started();
        member(B).started();
        member(B).started();
        member(C).started();
        member(C).started();
        member(C).started();
        // When
        Upstream first = pool.leastLoaded(List.of());
        member(A).started();
        member(A).started();
        Upstream second = pool.leastLoaded(List.of());
        // Then
        assertThat(first).isSameAs(member(A));
        assertThat(second).isSameAs(member(B));
    }

    @Test
    void givesEveryOneOfSeveralIdleMembers() {
        pool.become(List.of(A, B, C));
        pool.members().forEach(Upstream::probeSucceeded);
        Set<Upstream> given = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            given.add(pool.leastLoaded(List.of()));
        }
        assertThat(given).containsExactlyInAnyOrderElementsOf(pool.members());
    }

    @Test
    void leavesOutTheSickTheUnknownAndTheTried() {
        // Given
        pool.become(List.of(A, B, C));
        member(A).probeSucceeded();
        member(B).probeSucceeded();
        member(B).eject("it broke");
        // When Then
        assertThat(pool.leastLoaded(List.of())).isSameAs(member(A));
        assertThat(pool.leastLoaded(List.of(member(A)))).isNull();
        assertThat(pool.trouble())
                .isEqualTo("None of the 3 api nodes is ready (tried for this request; it broke; not asked yet).");
    }

    @Test
    void takesOutAfterThreeProbesInARowWithoutAnAnswer() {
        pool.become(List.of(A));
        member(A).probeSucceeded();
        member(A).probeMissed("slow");
        member(A).probeMissed("slow");
        assertThat(member(A).isHealthy()).isTrue();
        member(A).probeSucceeded();
        member(A).probeMissed("slow");
        member(A).probeMissed("slow");
        assertThat(member(A).isHealthy()).isTrue();
        member(A).probeMissed("slow");
        assertThat(member(A).health()).isEqualTo(new UpstreamHealth.Sick("slow"));
        assertThat(events).containsExactly("appeared 10.0.0.1:80", "ejected 10.0.0.1:80");
    }

    @Test
    void keepsHealthAndLoadOfMembersThatStay() {
        // Given
        pool.become(List.of(A, B));
        Upstream stays = member(B);
        stays.probeSucceeded();
        stays.started();
        // When
        pool.become(List.of(C, B));
        // Then
        assertThat(pool.members()).hasSize(2).contains(stays);
        assertThat(member(B).isHealthy()).isTrue();
        assertThat(member(B).inFlight()).isEqualTo(1);
        assertThat(events)
                .containsExactly(
                        "appeared 10.0.0.1:80",
                        "appeared 10.0.0.2:80",
                        "vanished 10.0.0.1:80",
                        "appeared [fd00::3]:80");
    }

    @Test
    void readsFixedAndNamedSources() {
        assertThat(UpstreamSource.parse(" http://api:8080/ "))
                .isEqualTo(new UpstreamSource.Fixed(new UpstreamAddress("api", 8080)));
        assertThat(UpstreamSource.parse("http://[::1]:81"))
                .isEqualTo(new UpstreamSource.Fixed(new UpstreamAddress("::1", 81)));
        assertThat(UpstreamSource.parse("dns:api.whypfs.svc:8080"))
                .isEqualTo(new UpstreamSource.Dns("api.whypfs.svc", 8080));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api:8080",
                "https://api:8080",
                "http://api:8080/base",
                "http://u@api:1",
                "http://a b",
                "dns:api",
                "dns::80",
                "dns:api:x",
                "http://api:70000"
            })
    void refusesOtherSources(String entry) {
        assertThatThrownBy(() -> UpstreamSource.parse(entry)).isInstanceOf(IllegalArgumentException.class);
    }

    private Upstream member(UpstreamAddress address) {
        return pool.members().stream()
                .filter(upstream -> upstream.address().equals(address))
                .findFirst()
                .orElseThrow();
    }
}
