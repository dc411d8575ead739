package io.whypfs.deals.funds;

import io.whypfs.filecoin.market.TokenAmount;

/**
 * The operator's limits, as {@link FundsConfig} has them.
 *
 * @param confidence epochs on top of a message before it counts
 * @param largeConfidence the same from {@code largeAmount} on
 */
record FundsLimits(
        TokenAmount reserve,
        int ahead,
        TokenAmount dailyTopUp,
        TokenAmount dailySpend,
        TokenAmount maxFee,
        int confidence,
        TokenAmount largeAmount,
        int largeConfidence,
        int replaceAfterEpochs,
        int needLifeEpochs,
        int faucetEveryEpochs) {

    static final long EPOCHS_PER_DAY = 2880;

    static FundsLimits of(FundsConfig config) {
        return new FundsLimits(
                config.reserve(),
                config.ahead(),
                config.dailyTopUp(),
                config.dailySpend(),
                config.maxFee(),
                config.confidence(),
                config.largeAmount(),
                config.largeConfidence(),
                config.replaceAfterEpochs(),
                config.needLifeEpochs(),
                config.faucetEveryEpochs());
    }

    FundsLimits {
        if (ahead < 1 || confidence < 1 || largeConfidence < 1 || replaceAfterEpochs < 1) {
            throw new IllegalArgumentException(
                    "whypfs.funds.ahead, confidence, large-confidence and replace-after-epochs must be at least 1.");
        }
    }

    /** Epochs on top of a message that moves this amount. */
    int confidenceFor(TokenAmount amount) {
        return amount.compareTo(largeAmount) >= 0 ? largeConfidence : confidence;
    }
}
