package io.whypfs.deals.tracking;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.cbor.CborReader;
import io.whypfs.filecoin.market.ClientDealProposal;
import io.whypfs.filecoin.market.DealProposal;
import io.whypfs.filecoin.message.ChainMessage;
import io.whypfs.multiformats.Cid;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The deals of a message that publishes some: its parameters are {@code [[ClientDealProposal...]]}. Source:
 * filecoin-project/go-state-types, builtin/v9/market, PublishStorageDealsParams.
 */
record PublishedBatch(List<ClientDealProposal> deals) {

    private static final long PUBLISH = 4;
    private static final long PUBLISH_EXPORTED = 2_236_929_350L;

    PublishedBatch {
        deals = List.copyOf(deals);
    }

    /** @throws FilecoinFormatException when the message publishes no deals */
    static PublishedBatch of(ChainMessage message) {
        boolean publishes = message.to().equals(Address.STORAGE_MARKET)
                && (message.method() == PUBLISH || message.method() == PUBLISH_EXPORTED);
        if (!publishes) {
            throw new FilecoinFormatException("The message publishes no deals.");
        }
        return CborReader.whole(message.params(), in -> {
            in.list(1);
            int count = in.list();
            List<ClientDealProposal> deals = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                deals.add(ClientDealProposal.read(in));
            }
            return new PublishedBatch(deals);
        });
    }

    /** Where exactly this signed proposal stands; more than once if somebody repeated it. */
    List<Integer> positionsOf(Cid signedProposal) {
        return IntStream.range(0, deals.size())
                .filter(i -> deals.get(i).cid().equals(signedProposal))
                .boxed()
                .toList();
    }

    /** Other proposals of the same client about the same piece with the same provider. */
    List<DealProposal> likenessesOf(DealProposal proposal) {
        return deals.stream()
                .map(ClientDealProposal::proposal)
                .filter(other -> other.pieceCid().equals(proposal.pieceCid())
                        && other.provider().equals(proposal.provider())
                        && other.client().equals(proposal.client()))
                .toList();
    }
}
