package io.whypfs.deals.protocol;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.mk12.DealParams;
import io.whypfs.filecoin.mk12.DealStatusRequest;

/**
 * Messages of the deal protocol, to one provider. Blocking; for any thread. Nothing is thrown for what a provider or the
 * network does: the replies hold it. An interrupted thread gets its reply at once and stays interrupted.
 */
public interface DealProtocol {

    /** Whether this protocol reaches the provider at all. */
    boolean speaks(ProviderEndpoint endpoint);

    /** Offers a deal. The same params give the same bytes, so that an offer may be repeated. */
    ProposalReply propose(ProviderEndpoint endpoint, DealParams params);

    /** Asks where a deal stands. Read-only. */
    StatusReply status(ProviderEndpoint endpoint, DealStatusRequest request);

    /** Asks for the provider's terms. Read-only. */
    AskReply ask(ProviderEndpoint endpoint, Address provider);
}
