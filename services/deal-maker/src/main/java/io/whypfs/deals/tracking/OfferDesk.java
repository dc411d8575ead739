package io.whypfs.deals.tracking;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.deals.Adjustment;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.deals.Offer;
import io.whypfs.deals.pieces.Piece;
import io.whypfs.deals.wallet.Wallet;
import io.whypfs.deals.wallet.WalletException;
import io.whypfs.filecoin.market.ChainEpoch;
import io.whypfs.filecoin.market.ClientDealProposal;
import io.whypfs.filecoin.market.DealLabel;
import io.whypfs.filecoin.market.DealProposal;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.mk12.DealParams;
import java.math.BigInteger;
import java.util.Set;

/** Makes proposals and signs them. Source of the fields: filecoin-project/go-state-types, builtin/v9/market. */
final class OfferDesk {

    private static final BigInteger MARGIN = BigInteger.valueOf(12);
    private static final BigInteger TENTHS = BigInteger.TEN;

    private final Chain chain;
    private final Wallet wallet;
    private final PieceAddress address;
    private final DealPolicy.Offers policy;

    OfferDesk(Chain chain, Wallet wallet, PieceAddress address, DealPolicy.Offers policy) {
        this.chain = chain;
        this.wallet = wallet;
        this.address = address;
        this.policy = policy;
    }

    /**
     * @param startsOffered starts of earlier offers to the provider for the piece: a repeated proposal would count as a
     *     duplicate there, as signatures are the same each time
     */
    DealProposal proposal(Deal deal, Piece piece, Set<Long> startsOffered, Moment now) throws ChainException {
        long start = now.epoch() + startDelay(deal.terms().adjustment());
        while (startsOffered.contains(start)) {
            start++;
        }
        long end = Math.min(start + policy.duration(), now.epoch() + policy.maxEnd());
        return new DealProposal(
                deal.pieceCid(),
                deal.pieceSize(),
                deal.terms().verified(),
                deal.terms().client(),
                deal.provider(),
                new DealLabel.Text(piece.root().toString()),
                new ChainEpoch(start),
                new ChainEpoch(end),
                deal.terms().pricePerEpoch(),
                collateral(deal),
                TokenAmount.ZERO);
    }

    /** A fifth above the node's minimum, which moves; providers take up to twice of it. */
    private TokenAmount collateral(Deal deal) throws ChainException {
        BigInteger min = chain.collateralBounds(deal.pieceSize(), deal.terms().verified())
                .min()
                .attoFil();
        BigInteger[] parts = min.multiply(MARGIN).divideAndRemainder(TENTHS);
        return new TokenAmount(parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE));
    }

    private long startDelay(Adjustment adjustment) {
        return switch (adjustment) {
            case none, collateral, rebuilt -> policy.startDelay();
            case later_start -> policy.startDelay() + policy.startDelay() / 2;
            case earlier_start -> policy.startDelay() / 2;
        };
    }

    Offer sign(Deal deal, Piece piece, DealProposal proposal, Moment now) throws WalletException {
        ClientDealProposal signed = new ClientDealProposal(proposal, wallet.sign(proposal.client(), proposal.encode()));
        DealParams params = new DealParams(
                deal.uuid(),
                address.transfer(deal.pieceCid(), deal.uuid(), piece.carBytes()),
                false,
                piece.root(),
                false,
                signed,
                false);
        return new Offer(params, now.epoch());
    }

    /** Whether the wallet lost the deal's client for good; one that cannot be used at the moment has not. */
    boolean hasLost(Deal deal) {
        var accounts = wallet.accounts();
        return !accounts.isEmpty()
                && accounts.stream()
                        .noneMatch(
                                account -> account.address().equals(deal.terms().client()));
    }
}
