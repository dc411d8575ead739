package io.whypfs.deals.funds;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.message.SignedMessage;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * A message that moves funds. Wallet, nonce and amount never change; the versions differ in their gas alone, so that the
 * chain executes at most one of them.
 *
 * @param nonceGoneEpoch since when a message that is none of ours has the nonce, as far as the node tells
 * @param versions oldest first; never empty
 */
record FundMessage(
        long id,
        Address wallet,
        long nonce,
        TokenAmount amount,
        FundMessageState state,
        Instant since,
        Reason reason,
        OptionalLong nonceGoneEpoch,
        List<Version> versions) {

    /**
     * A signed form.
     *
     * @param pushedEpoch when a node took it
     */
    record Version(int number, SignedMessage signed, long signedEpoch, OptionalLong pushedEpoch) {}

    FundMessage {
        versions = List.copyOf(versions);
    }

    Version latest() {
        return versions.getLast();
    }

    /** The same in another state, or in the same for another reason. */
    FundMessage now(FundMessageState other, Reason because, Instant now) {
        boolean isSame = other.getClass() == state.getClass();
        return new FundMessage(
                id, wallet, nonce, amount, other, isSame ? since : now, because, nonceGoneEpoch, versions);
    }

    FundMessage withNonceGone(OptionalLong epoch) {
        return new FundMessage(id, wallet, nonce, amount, state, since, reason, epoch, versions);
    }
}
