package io.whypfs.deals.providers;

import io.whypfs.deals.protocol.AskReply;
import io.whypfs.deals.protocol.DealProtocol;
import io.whypfs.deals.protocol.ProposalReply;
import io.whypfs.deals.protocol.ProviderEndpoint;
import io.whypfs.deals.protocol.StatusReply;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.mk12.DealParams;
import io.whypfs.filecoin.mk12.DealStatusRequest;
import io.whypfs.multiformats.MultiaddrProtocol;

/** A protocol that reaches whoever has a WebSocket, and gets the same terms from everyone. */
record FixedAnswer(AskReply reply) implements DealProtocol {

    @Override
    public boolean speaks(ProviderEndpoint endpoint) {
        return endpoint.addresses().stream().anyMatch(address -> address.has(MultiaddrProtocol.WSS));
    }

    @Override
    public AskReply ask(ProviderEndpoint endpoint, Address provider) {
        return reply;
    }

    @Override
    public ProposalReply propose(ProviderEndpoint endpoint, DealParams params) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StatusReply status(ProviderEndpoint endpoint, DealStatusRequest request) {
        throw new UnsupportedOperationException();
    }
}
