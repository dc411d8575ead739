package io.whypfs.deals.funds;

import io.whypfs.filecoin.market.TokenAmount;

/** The gas of a message would cost more than the operator allows. */
final class FeeAboveLimitException extends Exception {

    FeeAboveLimitException(TokenAmount fee, TokenAmount limit) {
        super("The message's gas may cost " + fee.toFil() + ", above the limit of " + limit.toFil()
                + " (whypfs.funds.max-fee).");
    }
}
