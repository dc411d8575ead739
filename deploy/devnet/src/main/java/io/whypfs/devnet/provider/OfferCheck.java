package io.whypfs.devnet.provider;

import io.whypfs.devnet.chain.Chain;
import io.whypfs.devnet.chain.Collateral;
import io.whypfs.devnet.chain.PublishCheck;
import io.whypfs.devnet.fault.Faults;
import io.whypfs.devnet.mk12.Ask;
import io.whypfs.devnet.mk12.DealParams;
import io.whypfs.devnet.piece.PieceSize;
import io.whypfs.devnet.wire.DealProposal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything a provider asks of a proposal before it takes it; the first thing that is wrong is the answer.
 *
 * <p>The texts are those by which clients tell classes of rejections apart.
 */
final class OfferCheck {

    private static final UUID NIL = new UUID(0, 0);
    private static final int VERSION = 4;
    /** Thirty days. */
    private static final long LATEST_START = 86_400;

    private final Chain chain;
    private final Terms terms;
    private final Faults faults;
    private final Records records;
    private final boolean refusePrivate;

    OfferCheck(Chain chain, Terms terms, Faults faults, Records records, boolean refusePrivate) {
        this.chain = chain;
        this.terms = terms;
        this.faults = faults;
        this.records = records;
        this.refusePrivate = refusePrivate;
    }

    /** @return why not, if not. To be called under the store's lock */
    Optional<String> refuse(DealParams params) {
        DealProposal proposal = params.deal().proposal();
        long epoch = chain.time().epoch();
        PublishCheck common = chain.market().check();
        return transfer(params)
                .or(() -> common.signature(params.deal()))
                .or(() -> common.terms(proposal, terms.miner(), epoch))
                .or(() -> policy(proposal))
                .or(() -> collateral(proposal, epoch))
                .or(() -> ask(proposal, terms.ask(epoch, faults)))
                .or(() -> start(proposal, epoch))
                .or(() -> common.funds(proposal))
                .map(why -> "failed validation: " + why)
                .or(() -> duplicate(params));
    }

    private Optional<String> transfer(DealParams params) {
        if (params.uuid().equals(NIL) || params.uuid().version() != VERSION) {
            return Optional.of("deal UUID is not a random one: " + params.uuid());
        }
        if (params.offline()) {
            return Optional.of("miner is not accepting offline deals");
        }
        if (params.transfer().type().equals("libp2p")) {
            return Optional.of("libp2p URLs are not supported by this provider");
        }
        if (!params.transfer().type().equals("http")) {
            return Optional.of("transfer type '" + params.transfer().type() + "' is not supported");
        }
        long size = params.transfer().size();
        long padded = params.deal().proposal().pieceSize();
        if (size <= 0 || PieceSize.natural(size) != padded) {
            return Optional.of("transfer size " + size + " doesn't match padded piece size " + padded
                    + ": its natural size is " + PieceSize.natural(Math.max(1, size)));
        }
        try {
            TransferParams.read(new String(params.transfer().params(), StandardCharsets.UTF_8), refusePrivate);
            return Optional.empty();
        } catch (TransferParams.Unfit e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> policy(DealProposal proposal) {
        if (proposal.verified() && !terms.takesVerified()) {
            return Optional.of("miner is not accepting verified storage deals");
        }
        if (!proposal.verified() && !terms.takesUnverified()) {
            return Optional.of("miner is not accepting unverified storage deals");
        }
        return Optional.empty();
    }

    private static Optional<String> collateral(DealProposal proposal, long epoch) {
        BigInteger least = Collateral.advised(proposal.pieceSize(), epoch);
        BigInteger most = least.shiftLeft(1);
        BigInteger given = proposal.providerCollateral();
        if (given.compareTo(least) < 0) {
            return Optional.of("proposed provider collateral " + given + " below minimum " + least);
        }
        if (given.compareTo(most) > 0) {
            return Optional.of("proposed provider collateral " + given + " above maximum " + most);
        }
        return Optional.empty();
    }

    private static Optional<String> ask(DealProposal proposal, Ask ask) {
        BigInteger asked = ask.pricePerEpoch(proposal.pieceSize(), proposal.verified());
        if (proposal.price().compareTo(asked) < 0) {
            return Optional.of("storage price per epoch less than asking price: " + proposal.price() + " < " + asked);
        }
        if (proposal.pieceSize() < ask.minSize()) {
            return Optional.of(
                    "piece size less than minimum required size: " + proposal.pieceSize() + " < " + ask.minSize());
        }
        if (proposal.pieceSize() > ask.maxSize()) {
            return Optional.of(
                    "piece size more than maximum allowed size: " + proposal.pieceSize() + " > " + ask.maxSize());
        }
        return Optional.empty();
    }

    private Optional<String> start(DealProposal proposal, long epoch) {
        long earliest = epoch + terms.sealingEstimate();
        if (proposal.start() < earliest) {
            return Optional.of("cannot seal a sector before " + proposal.start() + ": not before " + earliest);
        }
        if (proposal.start() > epoch + LATEST_START) {
            return Optional.of(
                    "start epoch is too far in the future: " + proposal.start() + " > " + (epoch + LATEST_START));
        }
        return Optional.empty();
    }

    private Optional<String> duplicate(DealParams params) {
        String provider = terms.miner().address().toString();
        if (records.find(provider, params.uuid()).isPresent()) {
            boolean same = records.find(provider, params.uuid())
                    .filter(deal -> deal.signedProposal().equals(params.deal().cid()))
                    .isPresent();
            if (!same) {
                records.odd(provider, Records.REQUEST, "deal " + params.uuid() + " came twice with other proposals");
            }
            return Optional.of("store deal: a market deal with the same uuid " + params.uuid() + " already exists");
        }
        boolean known = records.deals().view().stream()
                .anyMatch(deal -> deal.provider().equals(provider)
                        && deal.signedProposal().equals(params.deal().cid()));
        return known
                ? Optional.of("store deal: market deal with the same proposalCID "
                        + params.deal().cid() + " already exists: 1")
                : Optional.empty();
    }
}
