package io.whypfs.deals.funds;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.deals.chain.MarketBalance;
import io.whypfs.deals.funds.TopUpPlan.Add;
import io.whypfs.deals.funds.TopUpPlan.Blocked;
import io.whypfs.deals.funds.TopUpPlan.Covered;
import io.whypfs.deals.funds.TopUpPlan.Facts;
import io.whypfs.filecoin.market.TokenAmount;
import org.junit.jupiter.api.Test;

class TopUpPlanTest {

    /** Reserve 5, pays for 3 proposals at once, 100 a day, 10 for gas. */
    private static final FundsLimits LIMITS =
            new FundsLimits(atto(5), 3, atto(100), atto(100), atto(10), 5, atto(1_000), 900, 20, 240, 20);

    @Test
    void nothingIsAddedWhileEscrowCoversTheProposals() {
        assertThat(plan(20, 30, escrow(60, 10), 1_000, 0)).isEqualTo(new Covered());
        assertThat(plan(0, 0, escrow(0, 0), 0, 0)).isEqualTo(new Covered());
    }

    @Test
    void addsForSeveralProposalsAndTheReserve() {
        // 1 lacks for this one; two more at 20 each; reserve 5.
        assertThat(plan(20, 30, escrow(59, 10), 1_000, 0)).isEqualTo(new Add(atto(46), atto(1)));
    }

    @Test
    void addsWithoutAProposalThatWaitsWhatTheUnpublishedLack() {
        assertThat(plan(0, 30, escrow(10, 0), 1_000, 0)).isEqualTo(new Add(atto(25), atto(20)));
    }

    @Test
    void addsLessWhenTheWalletOrTheDayAllowsNoMore() {
        assertThat(plan(20, 0, escrow(0, 0), 40, 0)).isEqualTo(new Add(atto(30), atto(20)));
        assertThat(plan(20, 0, escrow(0, 0), 1_000, 75)).isEqualTo(new Add(atto(25), atto(20)));
    }

    @Test
    void saysWhenTheDayAllowsNoMore() {
        assertThat(plan(20, 0, escrow(0, 0), 1_000, 81))
                .isEqualTo(new Blocked(
                        "The storage market lacks 0.00000000000000002 FIL, and of the daily limit of 0.0000000000000001 FIL"
                                + " only 0.000000000000000019 FIL is left.",
                        "More is added when a day has passed since the last top-ups, or when whypfs.funds.daily-top-up is"
                                + " raised."));
    }

    @Test
    void saysWhenTheWalletHoldsTooLittle() {
        assertThat(plan(20, 0, escrow(0, 0), 29, 0)).isInstanceOfSatisfying(Blocked.class, blocked -> {
            assertThat(blocked.why()).contains("the wallet holds 0.000000000000000029 FIL");
            assertThat(blocked.next()).isEqualTo("It goes on when somebody sends FIL to the wallet.");
        });
    }

    private static TopUpPlan plan(long waiting, long committed, MarketBalance market, long balance, long added) {
        return TopUpPlan.of(new Facts(atto(waiting), atto(committed), market, atto(balance), atto(added)), LIMITS);
    }

    private static MarketBalance escrow(long escrow, long locked) {
        return new MarketBalance(atto(escrow), atto(locked));
    }

    private static TokenAmount atto(long amount) {
        return TokenAmount.ofAttoFil(amount);
    }
}
