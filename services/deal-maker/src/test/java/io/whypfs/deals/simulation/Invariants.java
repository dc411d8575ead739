package io.whypfs.deals.simulation;

import io.whypfs.deals.chain.OnChainDeal;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.deals.DealState;
import io.whypfs.deals.deals.Offer;
import io.whypfs.deals.pieces.Piece;
import io.whypfs.events.EventEnvelope;
import io.whypfs.filecoin.piece.PieceCid;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What must hold after every epoch, whatever happened. */
final class Invariants {

    private final SimWorld world;
    private final DealPolicy policy;
    private final int pieces;

    Invariants(SimWorld world, DealPolicy policy, int pieces) {
        this.world = world;
        this.policy = policy;
        this.pieces = pieces;
    }

    void check() {
        if (world.store.pieces().size() != pieces) {
            throw new Violation("a piece was lost");
        }
        world.providers.values().forEach(this::oneLiveProposalPerPiece);
        world.store.pieces().forEach(this::enoughOrAReason);
        world.store.all().forEach(this::neverStuck);
        world.store.all().forEach(this::believesTheChain);
        factsInOrder();
    }

    /** Counted at the provider: what it took and can still publish, and what is on the chain. */
    private void oneLiveProposalPerPiece(SimProvider provider) {
        Map<PieceCid, SimProvider.Held> live = new HashMap<>();
        for (SimProvider.Held held : provider.deals().values()) {
            sameBytes(held);
            if (isLive(held)) {
                SimProvider.Held other =
                        live.put(held.params.proposal().proposal().pieceCid(), held);
                if (other != null) {
                    throw new Violation("two live proposals of one piece with " + provider.address() + " ("
                            + provider.behaviour() + "): " + held.params.dealUuid() + " and "
                            + other.params.dealUuid());
                }
            }
        }
    }

    private boolean isLive(SimProvider.Held held) {
        if (held.failed) {
            return false;
        }
        long now = world.time.epoch();
        return world.chain
                .numberOf(held.signed())
                .map(number -> world.chain.deals().get(number))
                .map(deal ->
                        deal.slash == OnChainDeal.NOT_YET && deal.proposal.end().height() - now > policy.renewBefore())
                .orElse(now <= held.params.proposal().proposal().start().height() && held.publish.isEmpty()
                        || held.publish.isPresent() && mayLand(held));
    }

    /** Published, and not on the chain: on its way, or undone for the moment. */
    private boolean mayLand(SimProvider.Held held) {
        return world.time.epoch() <= held.params.proposal().proposal().start().height();
    }

    /** What a provider holds under a UUID are the bytes that we keep. */
    private void sameBytes(SimProvider.Held held) {
        Deal deal = world.store
                .find(held.params.dealUuid())
                .orElseThrow(
                        () -> new Violation("a provider holds deal " + held.params.dealUuid() + ", which we lost"));
        Offer offer = deal.state().offerOrNull();
        if (offer == null || !Arrays.equals(offer.bytes(), held.bytes)) {
            throw new Violation("a provider holds other bytes of deal " + deal.uuid() + " than we do: "
                    + (offer == null ? "we have none and it is " + deal.word() : "another offer"));
        }
    }

    private void enoughOrAReason(Piece piece) {
        long counting = world.store.dealsOf(piece.pieceCid()).stream()
                .filter(deal -> deal.state().counts())
                .count();
        long horizon = world.time.epoch()
                + Math.max(policy.limits().roundPause(), policy.polls().sweep())
                + policy.retries().ownFault();
        if (counting < piece.target() && piece.dueEpoch() > horizon) {
            throw new Violation("a piece lacks deals and is not looked at before epoch " + piece.dueEpoch());
        }
        if (counting > piece.target()) {
            throw new Violation("a piece has " + counting + " deals that count, of " + piece.target());
        }
    }

    private void neverStuck(Deal deal) {
        if (deal.state().isOver()) {
            return;
        }
        long age = world.time.epoch() - deal.sinceEpoch();
        boolean isActive = deal.state() instanceof DealState.Active;
        long longest = (isActive ? policy.offers().duration() : 0)
                + 3 * policy.offers().startDelay();
        if (deal.dueEpoch() > world.time.epoch() + policy.offers().duration() || age > longest) {
            throw new Violation("deal " + deal.uuid() + " is stuck in " + deal.word() + " since " + age + " epochs: "
                    + deal.reason().why());
        }
    }

    /** A copy counts as active only while the chain has had exactly our proposal, proven. */
    private void believesTheChain(Deal deal) {
        if (!(deal.state() instanceof DealState.Active active)
                || world.time.epoch() >= active.offer().endEpoch()) {
            return;
        }
        SimChain.Market market = world.chain.deals().get(active.publication().dealId());
        long patience = policy.polls().active() + policy.finality() + 60;
        boolean isThere = market != null && market.signed.equals(active.offer().proposalCid());
        boolean isSlashedLong = isThere && market.slash > 0 && world.time.epoch() > market.slash + patience;
        if (!isThere || market.sectorStart <= 0 || isSlashedLong) {
            throw new Violation("deal " + deal.uuid() + " counts as active and the chain does not prove it");
        }
    }

    private void factsInOrder() {
        Map<UUID, Long> last = new HashMap<>();
        for (EventEnvelope fact : world.store.told()) {
            Long before = last.put(UUID.fromString(fact.key()), fact.sequence());
            if (before != null && before >= fact.sequence()) {
                throw new Violation("facts about deal " + fact.key() + " are out of order");
            }
        }
    }
}
