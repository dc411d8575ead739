package io.whypfs.deals.funds;

import io.whypfs.filecoin.market.TokenAmount;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * How a wallet's funds stand.
 *
 * @param needed price of the largest proposal that waits
 * @param neededEpoch when it was asked for last
 * @param faucetEpoch when the faucet was asked last
 */
record FundStanding(TokenAmount needed, long neededEpoch, OptionalLong faucetEpoch, Instant since, Reason reason) {

    /** What waits, unless nobody has asked for it for too long. */
    TokenAmount waiting(long head, int lifeEpochs) {
        return head - neededEpoch <= lifeEpochs ? needed : TokenAmount.ZERO;
    }
}
