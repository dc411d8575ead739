package io.whypfs.deals.tracking;

import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.Decision;
import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.wallet.WalletException;

/** A look at a deal in one of its states. */
@FunctionalInterface
interface Step {

    /**
     * Looks, and decides.
     *
     * @param armed whether the decision before this one, of the same run, announced what is done now
     * @throws ChainException when the chain did not answer; the deal waits for it
     * @throws WalletException when the wallet does not sign; the deal waits for it
     */
    Decision look(Deal deal, Moment now, boolean armed) throws ChainException, WalletException;
}
