package io.whypfs.deals.deals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.filecoin.market.TokenAmount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DealsConfigTest {

    @Test
    void defaultsAreThoseOfTheReference() {
        // When
        DealPolicy policy = TestPolicy.defaults();

        // Then
        assertThat(policy)
                .isEqualTo(new DealPolicy(
                        new DealPolicy.Offers(
                                6,
                                20_160,
                                1_555_200,
                                3_680_640,
                                5760,
                                true,
                                TokenAmount.ofAttoFil(30_000_000_000L),
                                TokenAmount.ZERO),
                        900,
                        60_480,
                        new DealPolicy.Polls(2, 4, 10, 20, 120, 2880, 20),
                        new DealPolicy.Limits(1000, 20, 720),
                        new DealPolicy.Timeouts(120, 2880, 2880, 360),
                        new DealPolicy.Retries(3, List.of(120L, 720L, 2880L), 120, 720, 8640, 120)));
    }

    @Test
    void backOffStaysAtItsLastStep() {
        // Given
        DealPolicy.Retries retries = TestPolicy.defaults().retries();

        // Then
        assertThat(retries.backOff(0)).isEqualTo(120);
        assertThat(retries.backOff(1)).isEqualTo(720);
        assertThat(retries.backOff(9)).isEqualTo(2880);
    }

    @ParameterizedTest
    @CsvSource({
        "renew-before, 1555200, renew-before must be less than duration",
        "max-end, 20160, max-end must be more than start-delay",
        "finality, 20160, finality must be less than start-delay",
        "retry.busy-min, 721, retry.busy-min must be at most retry.busy-max"
    })
    void refusesSettingsThatDoNotFitTogether(String name, String value, String why) {
        assertThatThrownBy(() -> TestPolicy.with(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Of the settings whypfs.deals, " + why + ".");
    }
}
