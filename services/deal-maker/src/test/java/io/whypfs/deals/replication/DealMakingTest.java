package io.whypfs.deals.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.chain.ChainHead;
import io.whypfs.deals.chain.NetworkIdentity;
import io.whypfs.deals.deals.Reason;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DealMakingTest {

    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(AT, ZoneOffset.UTC);

    private @Nullable ChainException chainSays;
    private Optional<String> obstacle = Optional.empty();
    private DealMakingSwitch.Setting setting = new DealMakingSwitch.Setting(true, "On.", AT);

    private Optional<Reason> closed() {
        Chain chain = (Chain) Proxy.newProxyInstance(
                Chain.class.getClassLoader(), new Class<?>[] {Chain.class}, (_, method, _) -> {
                    if (chainSays != null) {
                        throw chainSays;
                    }
                    return method.getName().equals("head")
                            ? new ChainHead(7, AT, List.of())
                            : new NetworkIdentity("test", List.of(), Duration.ofSeconds(30));
                });
        DealMakingSwitch operator = new DealMakingSwitch() {
            @Override
            public Setting read() {
                return setting;
            }

            @Override
            public void set(boolean enabled, String reason, Instant at) {
                setting = new Setting(enabled, reason, at);
            }
        };
        return new DealMaking(operator, new Moments(chain, CLOCK), () -> obstacle, CLOCK).closed();
    }

    @Test
    void isOpenWhenNothingIsInTheWay() {
        assertThat(closed()).isEmpty();
    }

    @Test
    void operatorsWordComesFirst() {
        // Given
        setting = new DealMakingSwitch.Setting(false, "The wallet moves.", AT);
        obstacle = Optional.of("The door is shut.");

        // Then
        assertThat(closed())
                .contains(new Reason(
                        "Deal making is switched off: The wallet moves.",
                        "Deals are made again when the operator switches it on."));
    }

    @Test
    void nodeThatIsAwayIsAskedAgainSoon() {
        // Given
        chainSays = new ChainException.NodeUnreachable("The node does not answer.");

        // Then
        assertThat(closed())
                .contains(new Reason("The node does not answer.", "The node is asked again.", AT.plusSeconds(30)));
    }

    @Test
    void wrongNetworkWaitsForTheOperator() {
        // Given
        chainSays = new ChainException.WrongNetwork("The node follows calibrationnet.");

        // Then
        assertThat(closed())
                .contains(new Reason(
                        "The node follows calibrationnet.",
                        "Deal making goes on when the setting or the node is corrected."));
    }

    @Test
    void frontDoorThatIsNotReachedClosesIt() {
        // Given
        obstacle = Optional.of("The door is shut.");

        // Then
        assertThat(closed()).hasValueSatisfying(reason -> {
            assertThat(reason.why()).isEqualTo("The door is shut.");
            assertThat(reason.nextAt()).isEqualTo(AT.plusSeconds(30));
        });
    }
}
