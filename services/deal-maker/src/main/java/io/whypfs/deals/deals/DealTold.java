package io.whypfs.deals.deals;

import io.whypfs.events.DealChanged;
import io.whypfs.events.EventEnvelope;
import io.whypfs.multiformats.Cid;
import org.jspecify.annotations.Nullable;

/** The fact about a deal. */
final class DealTold {

    private DealTold() {}

    /** The deal as others are told; its revision is the sequence. */
    static EventEnvelope of(Deal deal, Moment now) {
        Offer offer = deal.state().offerOrNull();
        Publication publication = deal.state().publicationOrNull();
        DealChanged changed = new DealChanged(
                deal.uuid(),
                deal.id(),
                deal.bucket(),
                deal.pieceCid().toString(),
                deal.pieceSize().bytes(),
                deal.provider().toString(),
                deal.word(),
                deal.reason().why(),
                deal.reason().next(),
                deal.reason().nextAt(),
                deal.state().isOver(),
                deal.terms().client().toString(),
                deal.terms().verified(),
                deal.terms().pricePerEpoch().toString(),
                offer == null ? 0 : offer.startEpoch(),
                offer == null ? 0 : offer.endEpoch(),
                offer == null ? null : offer.proposalCid().toString(),
                publication == null ? null : text(publication.message()),
                publication == null ? null : publication.dealId(),
                deal.terms().attempt());
        return EventEnvelope.of(changed, deal.revision(), now.at(), null);
    }

    private static @Nullable String text(@Nullable Cid cid) {
        return cid == null ? null : cid.toString();
    }
}
