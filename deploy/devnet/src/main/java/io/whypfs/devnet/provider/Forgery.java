package io.whypfs.devnet.provider;

import io.whypfs.devnet.chain.Collateral;
import io.whypfs.devnet.chain.Miner;
import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.fault.FaultKind;
import io.whypfs.devnet.piece.CommP;
import io.whypfs.devnet.wire.Address;
import io.whypfs.devnet.wire.DealProposal;
import io.whypfs.devnet.wire.Label;
import io.whypfs.devnet.wire.Signature;
import io.whypfs.devnet.wire.SignedProposal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What a dishonest or unlucky provider publishes in place of our deal. */
final class Forgery {

    private static final List<FaultKind> KINDS =
            List.of(FaultKind.PUBLISH_PRICE, FaultKind.PUBLISH_LABEL, FaultKind.PUBLISH_PROVIDER, FaultKind.LIES_COMMP);
    private static final long FILLER_SIZE = 256;
    private static final int FILLER_LEVEL = 3;
    private final Miner miner;
    private final Address other;
    private final long shortest;

    /** @param other a provider that the deal is not with. @param shortest duration of a deal */
    Forgery(Miner miner, Address other, long shortest) {
        this.miner = miner;
        this.other = other;
        this.shortest = shortest;
    }

    static boolean isForged(ProviderDeal deal) {
        return KINDS.stream().anyMatch(deal::has);
    }

    /** Another deal under our signature, which no longer fits. */
    SignedProposal forge(ProviderDeal deal) {
        DealProposal ours = deal.deal().proposal();
        DealProposal theirs = ours;
        if (deal.has(FaultKind.PUBLISH_PRICE)) {
            theirs = theirs.withPrice(ours.price().add(BigInteger.ONE));
        }
        if (deal.has(FaultKind.PUBLISH_LABEL)) {
            theirs = theirs.withLabel(Label.text("another label"));
        }
        if (deal.has(FaultKind.PUBLISH_PROVIDER)) {
            theirs = theirs.withProvider(other);
        }
        if (deal.has(FaultKind.LIES_COMMP)) {
            byte[] digest = ours.piece().digest();
            digest[0] ^= 1;
            theirs = theirs.withPiece(Cid.piece(digest));
        }
        return new SignedProposal(theirs, deal.deal().signature());
    }

    /** The batch as it goes out: deals to be dropped have a broken signature, and stand beside one that is good. */
    List<SignedProposal> batch(List<ProviderDeal> deals, long epoch) {
        List<SignedProposal> batch = new ArrayList<>();
        boolean broken = false;
        for (ProviderDeal deal : deals) {
            boolean drop = deal.has(FaultKind.PUBLISH_DROP);
            broken |= drop;
            batch.add(drop ? broken(deal.deal()) : deal.deal());
        }
        if (broken) {
            batch.addFirst(filler(epoch));
        }
        return batch;
    }

    private static SignedProposal broken(SignedProposal deal) {
        byte[] data = deal.signature().data().clone();
        data[10] ^= 1;
        return new SignedProposal(
                deal.proposal(), new Signature(deal.signature().type(), data));
    }

    /** A free deal of the provider with itself, over zeros. */
    private SignedProposal filler(long epoch) {
        long start = epoch + 10_000;
        DealProposal proposal = new DealProposal(
                Cid.piece(CommP.zero(FILLER_LEVEL)),
                FILLER_SIZE,
                false,
                miner.worker().address(),
                miner.address(),
                Label.text("filler"),
                start,
                start + shortest,
                BigInteger.ZERO,
                Collateral.advised(FILLER_SIZE, epoch).shiftLeft(1),
                BigInteger.ZERO);
        return new SignedProposal(proposal, miner.worker().sign(proposal.encode()));
    }
}
