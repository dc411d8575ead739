package io.whypfs.deals.chain;

import io.whypfs.deals.chain.ChainException.NoNode;

/** Stands for the node while none is configured: every question ends in {@link NoNode}. */
final class AbsentChain extends ForwardingChain {

    private final ChainStatus status;

    AbsentChain(ChainStatus status) {
        this.status = status;
    }

    @Override
    protected Chain checked() throws ChainException {
        NoNode noNode = new NoNode();
        status.fails(noNode);
        throw noNode;
    }
}
