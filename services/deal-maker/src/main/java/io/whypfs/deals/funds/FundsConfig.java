package io.whypfs.deals.funds;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.whypfs.filecoin.market.TokenAmount;

/** Settings of the funds. Amounts are attoFIL, or text such as {@code 0.07 FIL}; a day has 2880 epochs. */
@ConfigMapping(prefix = "whypfs.funds")
public interface FundsConfig {

    /** What a top-up leaves in the storage market beyond what proposals need. */
    @WithDefault("0")
    @WithConverter(FilAmount.class)
    TokenAmount reserve();

    /** For how many proposals like the one that waits a top-up pays. */
    @WithDefault("6")
    int ahead();

    /** The most that is moved from all wallets into the storage market in a day. */
    @WithDefault("10 FIL")
    @WithConverter(FilAmount.class)
    TokenAmount dailyTopUp();

    /** The most that one wallet's proposals of a day may cost together. */
    @WithDefault("10 FIL")
    @WithConverter(FilAmount.class)
    TokenAmount dailySpend();

    /** The most that the gas of one message may cost. */
    @WithDefault("0.07 FIL")
    @WithConverter(FilAmount.class)
    TokenAmount maxFee();

    /** How many epochs must lie on top of a message before it counts. */
    @WithDefault("5")
    int confidence();

    /** From which amount on {@code large-confidence} is waited for. */
    @WithDefault("100 FIL")
    @WithConverter(FilAmount.class)
    TokenAmount largeAmount();

    /** How many epochs must lie on top of a message that moves a large amount. */
    @WithDefault("900")
    int largeConfidence();

    /** After how many epochs a message that no block has taken is replaced by one that pays more gas. */
    @WithDefault("20")
    int replaceAfterEpochs();

    /** After how many epochs a need that nobody repeats is forgotten. */
    @WithDefault("240")
    int needLifeEpochs();

    /** How many epochs lie between two requests to the faucet. */
    @WithDefault("20")
    int faucetEveryEpochs();
}
