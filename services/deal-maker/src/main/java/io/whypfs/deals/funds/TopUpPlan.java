package io.whypfs.deals.funds;

import io.whypfs.deals.chain.MarketBalance;
import io.whypfs.filecoin.market.TokenAmount;

/** What is to be added to a wallet's escrow. A pure function of what is there, what is needed, and the limits. */
sealed interface TopUpPlan {

    /** Everything that is needed is there. */
    record Covered() implements TopUpPlan {}

    /** This much goes from the wallet into the storage market. */
    record Add(TokenAmount amount, TokenAmount missing) implements TopUpPlan {}

    /** It lacks, and adding is not possible or not allowed. */
    record Blocked(String why, String next) implements TopUpPlan {}

    /**
     * The facts.
     *
     * @param waiting price of the proposal that waits; zero when none does
     * @param committed what unpublished proposals will take
     * @param balance of the wallet, outside the market
     * @param addedToday what has been moved into the market in the last day
     */
    record Facts(
            TokenAmount waiting,
            TokenAmount committed,
            MarketBalance market,
            TokenAmount balance,
            TokenAmount addedToday) {

        /** What is needed now and not there; zero or less: nothing. */
        TokenAmount missing() {
            return committed.plus(waiting).minus(market.available());
        }
    }

    static TopUpPlan of(Facts facts, FundsLimits limits) {
        TokenAmount missing = facts.missing();
        if (missing.signum() <= 0) {
            return new Covered();
        }
        TokenAmount wished =
                missing.plus(facts.waiting().times(limits.ahead() - 1L)).plus(limits.reserve());
        TokenAmount allowed = limits.dailyTopUp().minus(facts.addedToday());
        TokenAmount spendable = facts.balance().minus(limits.maxFee());
        if (allowed.compareTo(missing) < 0) {
            return new Blocked(
                    "The storage market lacks " + missing.toFil() + ", and of the daily limit of "
                            + limits.dailyTopUp().toFil() + " only "
                            + atLeastZero(allowed).toFil() + " is left.",
                    "More is added when a day has passed since the last top-ups, or when"
                            + " whypfs.funds.daily-top-up is raised.");
        }
        if (spendable.compareTo(missing) < 0) {
            return new Blocked(
                    "The storage market lacks " + missing.toFil() + ", and the wallet holds "
                            + facts.balance().toFil() + ", of which up to "
                            + limits.maxFee().toFil() + " is kept for gas.",
                    "It goes on when somebody sends FIL to the wallet.");
        }
        return new Add(least(wished, least(allowed, spendable)), missing);
    }

    private static TokenAmount least(TokenAmount a, TokenAmount b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static TokenAmount atLeastZero(TokenAmount amount) {
        return amount.signum() < 0 ? TokenAmount.ZERO : amount;
    }
}
