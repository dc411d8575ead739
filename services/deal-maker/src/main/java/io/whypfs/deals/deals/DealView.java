package io.whypfs.deals.deals;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.whypfs.multiformats.Cid;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deal as JSON. Amounts are decimal attoFIL; epochs are 0 before there is an offer.
 *
 * @param proposalCid of the signed proposal, {@code bafyrei...}
 * @param chainProposalCid of the proposal as the chain calls it, {@code bafy2bza...}
 * @param publishCid the message that published it; the chain's, not the provider's word
 * @param providerStatus the provider's newest words, a hint
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DealView(
        UUID uuid,
        long id,
        UUID bucket,
        String pieceCid,
        long pieceSize,
        String provider,
        String state,
        Instant since,
        String why,
        String next,
        @Nullable Instant nextAt,
        boolean over,
        String client,
        boolean verified,
        String pricePerEpoch,
        String totalPrice,
        String providerCollateral,
        long startEpoch,
        long endEpoch,
        @Nullable String proposalCid,
        @Nullable String chainProposalCid,
        @Nullable String publishCid,
        @Nullable Long chainDealId,
        long bytesServed,
        int attempt,
        @Nullable String providerStatus,
        Instant createdAt) {

    static DealView of(Deal deal) {
        DealState state = deal.state();
        Offer offer = state.offerOrNull();
        Publication publication = state.publicationOrNull();
        return new DealView(
                deal.uuid(),
                deal.id(),
                deal.bucket(),
                deal.pieceCid().toString(),
                deal.pieceSize().bytes(),
                deal.provider().toString(),
                deal.word(),
                deal.since(),
                deal.reason().why(),
                deal.reason().next(),
                deal.reason().nextAt(),
                state.isOver(),
                deal.terms().client().toString(),
                deal.terms().verified(),
                deal.terms().pricePerEpoch().toString(),
                offer == null ? "0" : offer.totalPrice().toString(),
                offer == null ? "0" : offer.proposal().providerCollateral().toString(),
                offer == null ? 0 : offer.startEpoch(),
                offer == null ? 0 : offer.endEpoch(),
                offer == null ? null : offer.proposalCid().toString(),
                text(state.chainProposalCidOrNull()),
                publication == null ? null : text(publication.message()),
                publication == null ? null : publication.dealId(),
                deal.hints().bytesServed(),
                deal.terms().attempt(),
                deal.hints().word().isEmpty() ? null : deal.hints().word(),
                deal.createdAt());
    }

    private static @Nullable String text(@Nullable Cid cid) {
        return cid == null ? null : cid.toString();
    }
}
