package io.whypfs.deals.funds;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.chain.MarketBalance;
import io.whypfs.deals.funds.Standing.Enough;
import io.whypfs.deals.funds.Standing.Short;
import io.whypfs.deals.funds.Standing.ToppingUp;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.address.Network;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/** Compares with the chain and notes what lacks; the job {@code funds} adds it. */
final class EscrowFunds implements Funds {

    private static final long LEAST_VERIFIED = 1L << 20;

    /** What the check works with. */
    record Parts(Chain chain, Commitments commitments, FundsRepository messages, StandingRepository standings) {}

    private final Parts parts;
    private final FundsLimits limits;
    private final Network network;
    private final Clock clock;

    EscrowFunds(Parts parts, FundsLimits limits, Network network, Clock clock) {
        this.parts = parts;
        this.limits = limits;
        this.network = network;
        this.clock = clock;
    }

    @Override
    public Standing check(Address client, TokenAmount needed, boolean verified, PaddedPieceSize size) {
        try {
            if (verified) {
                Optional<Short> lack = datacapLack(client, size);
                if (lack.isPresent()) {
                    return lack.get();
                }
            }
            // A free deal locks nothing of the client's.
            return needed.signum() == 0 ? new Enough() : escrow(client, needed);
        } catch (ChainException e) {
            return new Short("Whether there are funds for a deal cannot be seen: " + e.getMessage(), e.next());
        } catch (SQLException e) {
            return new Short(
                    "Whether there are funds for a deal cannot be seen, because PostgreSQL does not answer.",
                    "It is asked again.");
        }
    }

    private Optional<Short> datacapLack(Address client, PaddedPieceSize size) throws ChainException {
        String wallet = client.toString(network);
        if (size.bytes() < LEAST_VERIFIED) {
            return Optional.of(new Short(
                    "A verified deal takes a piece of at least 1 MiB, and this one has " + size.bytes() + " bytes.",
                    "It can be offered as a deal that takes no datacap."));
        }
        Optional<BigInteger> datacap = parts.chain().datacap(client);
        if (datacap.isEmpty()) {
            return Optional.of(new Short(
                    "The wallet " + wallet + " has no datacap, which a verified deal takes.",
                    "It goes on when a notary grants datacap to the wallet, or when deals are not to be verified."));
        }
        BigInteger promised = parts.commitments().unpublishedDatacap(client);
        BigInteger left = datacap.get().subtract(promised);
        if (left.compareTo(BigInteger.valueOf(size.bytes())) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new Short(
                "The wallet " + wallet + " has " + datacap.get() + " bytes of datacap, of which proposals that are not"
                        + " published yet will take " + promised + "; the piece needs " + size.bytes() + ".",
                "It goes on when a notary grants more datacap, or when deals are not to be verified."));
    }

    private Standing escrow(Address client, TokenAmount needed) throws ChainException, SQLException {
        long head = parts.chain().head().height();
        TokenAmount spent = parts.commitments().proposedSince(client, head - FundsLimits.EPOCHS_PER_DAY);
        if (spent.plus(needed).compareTo(limits.dailySpend()) > 0) {
            return new Short(
                    "The deal costs " + needed.toFil() + ", and deals of the last day cost " + spent.toFil()
                            + " of the daily limit of " + limits.dailySpend().toFil() + ".",
                    "It goes on when a day has passed since those deals, or when whypfs.funds.daily-spend is raised.");
        }
        MarketBalance market = parts.chain().marketBalance(client);
        TopUpPlan.Facts facts = new TopUpPlan.Facts(
                needed,
                parts.commitments().unpublished(client),
                market,
                parts.chain().balance(client),
                parts.messages().addedSince(head - FundsLimits.EPOCHS_PER_DAY));
        if (facts.missing().signum() <= 0) {
            parts.standings().noNeed(client);
            return new Enough();
        }
        parts.standings().need(client, needed, head, limits.needLifeEpochs(), clock.instant());
        Optional<FundMessage> underWay = parts.messages().underWay(client);
        if (underWay.isPresent()) {
            Reason reason = underWay.get().reason();
            return new ToppingUp(reason.why() + " " + reason.next(), reason.nextAt());
        }
        return switch (TopUpPlan.of(facts, limits)) {
            case TopUpPlan.Covered _ -> new Enough();
            case TopUpPlan.Blocked(String why, String next) -> new Short(why, next);
            case TopUpPlan.Add(TokenAmount amount, TokenAmount missing) ->
                new ToppingUp(
                        "The storage market lacks " + missing.toFil() + " for the deal; " + amount.toFil()
                                + " is added to it at the next run of the job funds.",
                        Optional.of(clock.instant().plus(parts.chain().network().epochLength())));
        };
    }
}
