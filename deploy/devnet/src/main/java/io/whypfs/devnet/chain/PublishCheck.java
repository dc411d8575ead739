package io.whypfs.devnet.chain;

import io.whypfs.devnet.piece.PieceSize;
import io.whypfs.devnet.wire.Address;
import io.whypfs.devnet.wire.DealProposal;
import io.whypfs.devnet.wire.Label;
import io.whypfs.devnet.wire.SignedProposal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What the market and, at proposal time, providers ask of a deal proposal (actors v18, {@code validate_deal}, and the
 * common part of the providers' filters). The texts are those by which clients tell reasons apart.
 */
public final class PublishCheck {

    public static final long LONGEST = 3_680_640;
    private static final long SMALLEST_VERIFIED = 1 << 20;
    private final Accounts accounts;
    private final Escrows escrows;
    private final Datacaps datacaps;
    private final long shortest;

    public PublishCheck(Accounts accounts, Escrows escrows, Datacaps datacaps, long shortest) {
        this.accounts = accounts;
        this.escrows = escrows;
        this.datacaps = datacaps;
        this.shortest = shortest;
    }

    /** @return why not, if not */
    public Optional<String> signature(SignedProposal deal) {
        Address key =
                accounts.find(deal.proposal().client()).map(Rows.Account::key).orElse(null);
        if (key == null) {
            return Optional.of(
                    "failed to resolve client address " + deal.proposal().client() + ": actor not found");
        }
        return deal.isSignedBy(key) ? Optional.empty() : Optional.of("invalid signature");
    }

    /** Everything that follows from the proposal, the provider and the epoch alone. */
    public Optional<String> terms(DealProposal deal, Miner miner, long epoch) {
        return first(
                no(
                        !deal.provider().equals(miner.address()),
                        "incorrect provider for deal; proposal.Provider: " + deal.provider() + "; provider.Address: "
                                + miner.address()),
                no(
                        deal.label().value().length > Label.LIMIT,
                        "deal label can be at most " + Label.LIMIT + " bytes, is "
                                + deal.label().value().length),
                no(
                        !PieceSize.isPadded(deal.pieceSize()),
                        "proposal piece size is invalid: padded piece size must be a power of 2, at least 128: "
                                + deal.pieceSize()),
                no(
                        deal.pieceSize() > miner.sectorSize(),
                        "proposal piece size is invalid: " + deal.pieceSize() + " is larger than the sector"),
                no(!deal.piece().isPiece(), "proposal PieceCID had wrong prefix: " + deal.piece()),
                no(deal.end() <= deal.start(), "proposal end before proposal start"),
                no(deal.start() <= epoch, "deal start epoch has already elapsed: " + deal.start() + " at " + epoch),
                no(
                        deal.duration() < shortest || deal.duration() > LONGEST,
                        "deal duration out of bounds (min, max, provided): " + shortest + ", " + LONGEST + ", "
                                + deal.duration()),
                no(
                        deal.end() > epoch + LONGEST,
                        "invalid deal end epoch " + deal.end() + ": cannot be more than " + LONGEST
                                + " past current epoch " + epoch),
                no(
                        deal.price().signum() < 0 || deal.price().compareTo(Collateral.SUPPLY) > 0,
                        "storage price out of bounds: " + deal.price()),
                no(
                        deal.clientCollateral().signum() < 0
                                || deal.clientCollateral().compareTo(Collateral.SUPPLY) > 0,
                        "client collateral out of bounds: " + deal.clientCollateral()),
                no(
                        deal.providerCollateral().compareTo(Collateral.SUPPLY) > 0,
                        "proposed provider collateral " + deal.providerCollateral() + " above maximum"),
                no(
                        deal.verified() && deal.pieceSize() < SMALLEST_VERIFIED,
                        "verified deal piece size " + deal.pieceSize() + " is below the minimum of "
                                + SMALLEST_VERIFIED));
    }

    /** The market's own lower bound at an epoch. */
    public Optional<String> collateral(DealProposal deal, BigInteger least) {
        return no(
                deal.providerCollateral().compareTo(least) < 0,
                "proposed provider collateral " + deal.providerCollateral() + " below minimum " + least);
    }

    /** Whether the client can pay now. */
    public Optional<String> funds(DealProposal deal) {
        long client = accounts.find(deal.client()).map(Rows.Account::id).orElse(-1L);
        BigInteger available = escrows.of(client).available();
        BigInteger cap = datacaps.of(client).orElse(BigInteger.ZERO);
        return first(
                no(
                        available.compareTo(deal.clientLocks()) < 0,
                        "client's funds in escrow not enough for the deal: " + available + " < " + deal.clientLocks()),
                no(
                        deal.verified() && cap.compareTo(BigInteger.valueOf(deal.pieceSize())) < 0,
                        "verified deal DataCap " + cap + " too small for proposed piece size " + deal.pieceSize()));
    }

    static Optional<String> no(boolean bad, String why) {
        return bad ? Optional.of(why) : Optional.empty();
    }

    @SafeVarargs
    private static Optional<String> first(Optional<String>... reasons) {
        for (Optional<String> reason : reasons) {
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }
}
