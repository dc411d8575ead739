package io.whypfs.deals.replication;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.choice.Choice;
import io.whypfs.deals.choice.PieceNeed;
import io.whypfs.deals.deals.Adjustment;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.deals.DealStore;
import io.whypfs.deals.deals.InFlight;
import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.deals.Reason;
import io.whypfs.deals.deals.Terms;
import io.whypfs.deals.deals.Uuids;
import io.whypfs.deals.funds.Commitments;
import io.whypfs.deals.funds.Funds;
import io.whypfs.deals.funds.Standing;
import io.whypfs.deals.pieces.Piece;
import io.whypfs.deals.pieces.Plan;
import io.whypfs.deals.tracking.Gate;
import io.whypfs.deals.wallet.Wallet;
import io.whypfs.deals.wallet.WalletException;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** Closes the gap between the deals a piece should have and those it has. One at a time. */
public final class Replication {

    private static final int BATCH = 200;

    private final Ports ports;
    private final DealPolicy policy;
    private final DatacapRule datacap;

    /** What replication reaches the world through. */
    public record Ports(
            DealStore store,
            Chain chain,
            Wallet wallet,
            Funds funds,
            Commitments commitments,
            ProviderPicks picks,
            Gate gate,
            Moments moments,
            RandomGenerator random) {}

    public Replication(Ports ports, DealPolicy policy) {
        this.ports = ports;
        this.policy = policy;
        this.datacap = new DatacapRule(ports.chain(), ports.commitments(), policy);
    }

    /**
     * Looks at pieces that are due.
     *
     * @return how many deals were planned; empty, with the reason kept at the pieces, when none may be made now
     */
    public OptionalInt pass() {
        Optional<Reason> closed = ports.gate().closed();
        if (closed.isPresent()) {
            ports.store().holdBack(closed.get());
            return OptionalInt.empty();
        }
        try {
            Moment now = ports.moments().now();
            int planned = 0;
            for (Piece piece : ports.store().duePieces(now.epoch(), BATCH)) {
                planned += look(piece, now);
            }
            return OptionalInt.of(planned);
        } catch (ChainException e) {
            ports.store().holdBack(new Reason(String.valueOf(e.getMessage()), e.next()));
            return OptionalInt.empty();
        }
    }

    private int look(Piece piece, Moment now) {
        List<Deal> deals = ports.store().dealsOf(piece.pieceCid());
        Count count = Count.of(piece, deals);
        long sweep = now.epoch() + policy.polls().sweep();
        if (count.missing() == 0) {
            wait(piece, count, PieceReasons.settled(count), now, sweep);
            return 0;
        }
        if (now.epoch() < piece.pausedUntil()) {
            wait(piece, count, piece.reason(), now, piece.pausedUntil());
            return 0;
        }
        if (piece.roundFailures() >= policy.limits().failuresPerRound()) {
            pause(piece, count, deals, now);
            return 0;
        }
        InFlight inFlight = ports.store().inFlight();
        int room = policy.limits().inFlight() - inFlight.total();
        if (room <= 0) {
            long soon = now.epoch() + policy.polls().proposing();
            wait(
                    piece,
                    count,
                    new Reason(
                            count.words() + " " + inFlight.total()
                                    + " deals of all pieces are under way, as many as are allowed.",
                            "More are made as soon as some of them are active or over.",
                            now.timeOf(soon)),
                    now,
                    soon);
            return 0;
        }
        try {
            return choose(piece, count, deals, inFlight, Math.min(room, count.missing()), now);
        } catch (ChainException e) {
            wait(
                    piece,
                    count,
                    new Reason(count.words() + " " + e.getMessage(), e.next(), now.timeOf(now.epoch() + 1)),
                    now,
                    now.epoch() + 1);
        } catch (WalletException e) {
            wait(
                    piece,
                    count,
                    new Reason(
                            count.words() + " " + e.getMessage(),
                            "It is tried again; the operator has to look after the wallet.",
                            now.timeOf(sweep)),
                    now,
                    sweep);
        }
        return 0;
    }

    private void wait(Piece piece, Count count, Reason reason, Moment now, long due) {
        ports.store().savePiece(piece.looked(count.missing(), reason, now.at(), due));
    }

    private void pause(Piece piece, Count count, List<Deal> deals, Moment now) {
        long until = now.epoch() + policy.limits().roundPause();
        Reason reason = PieceReasons.paused(piece, count, deals, now.timeOf(until));
        ports.store().savePiece(piece.paused(count.missing(), reason, now.at(), until));
    }

    private int choose(Piece piece, Count count, List<Deal> deals, InFlight inFlight, int wanted, Moment now)
            throws ChainException, WalletException {
        Address client = ports.wallet().defaultAddress();
        boolean verified = datacap.pays(client, piece, deals, wanted, now);
        List<Choice.Chosen> chosen = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        Map<Address, String> taken = Taken.of(deals, now.epoch(), true);
        ProviderPicks.Picked first = pick(piece, verified, wanted, taken, inFlight, now);
        chosen.addAll(first.choice().chosen());
        texts.add(first.text());
        if (chosen.size() < wanted && count.ending() > 0) {
            // Nobody else is left: a provider whose deal ends soon may take the next one as well.
            Map<Address, String> relaxed = Taken.of(deals, now.epoch(), false);
            chosen.forEach(one -> relaxed.put(one.provider(), "It was chosen just now."));
            ProviderPicks.Picked second = pick(piece, verified, wanted - chosen.size(), relaxed, inFlight, now);
            chosen.addAll(second.choice().chosen());
            texts.add(second.text());
        }
        if (chosen.isEmpty()) {
            long due = Math.min(
                    now.epoch() + policy.polls().sweep(),
                    Taken.nextRetry(deals, now.epoch()).orElse(Long.MAX_VALUE));
            wait(piece, count, PieceReasons.nobody(count, first.choice(), now.timeOf(due)), now, due);
            return 0;
        }
        Optional<Reason> unpaid = unpaid(client, piece, verified, chosen, now);
        if (unpaid.isPresent()) {
            Reason reason = new Reason(
                    count.words() + " " + unpaid.get().why(),
                    unpaid.get().next(),
                    unpaid.get().nextAt());
            wait(piece, count, reason, now, now.epoch() + policy.polls().proposing());
            return 0;
        }
        return keep(piece, count, deals, new Chosen(client, verified, chosen, texts), now);
    }

    private record Chosen(Address client, boolean verified, List<Choice.Chosen> providers, List<String> texts) {}

    private ProviderPicks.Picked pick(
            Piece piece, boolean verified, int wanted, Map<Address, String> taken, InFlight inFlight, Moment now) {
        return ports.picks()
                .pick(new PieceNeed(
                        piece.pieceCid(),
                        piece.pieceSize(),
                        verified,
                        policy.offers().ceiling(verified),
                        wanted,
                        now.epoch(),
                        ports.random().nextLong(),
                        taken,
                        inFlight.byProvider()));
    }

    private Optional<Reason> unpaid(
            Address client, Piece piece, boolean verified, List<Choice.Chosen> chosen, Moment now) {
        TokenAmount total = chosen.stream()
                .map(one -> one.pricePerEpoch().times(policy.offers().duration()))
                .reduce(TokenAmount.ZERO, TokenAmount::plus);
        return switch (ports.funds().check(client, total, verified, piece.pieceSize())) {
            case Standing.Enough _ -> Optional.empty();
            case Standing.ToppingUp topping ->
                Optional.of(new Reason(
                        topping.why(),
                        "Providers are chosen as soon as the funds are there.",
                        topping.nextAt()
                                .orElse(now.timeOf(now.epoch() + policy.polls().proposing()))));
            case Standing.Short shortage ->
                Optional.of(new Reason(
                        shortage.why(),
                        shortage.next(),
                        now.timeOf(now.epoch() + policy.polls().proposing())));
        };
    }

    private int keep(Piece piece, Count count, List<Deal> deals, Chosen chosen, Moment now) {
        List<Deal> planned = chosen.providers().stream()
                .map(one -> planned(piece, deals, chosen, one, now))
                .toList();
        Reason reason = new Reason(
                count.words() + " Offers for " + planned.size() + " more are being made.",
                "The providers answer, fetch the piece and publish the deals.",
                now.timeOf(now.epoch() + policy.polls().sweep()));
        Piece after = piece.looked(
                Math.max(0, count.missing() - planned.size()),
                reason,
                now.at(),
                now.epoch() + policy.polls().sweep());
        return ports.store().plan(new Plan(after, planned, chosen.texts(), now)).size();
    }

    private Deal planned(Piece piece, List<Deal> deals, Chosen chosen, Choice.Chosen one, Moment now) {
        int before = (int) deals.stream()
                .filter(deal ->
                        deal.bucket().equals(piece.bucket()) && deal.provider().equals(one.provider()))
                .count();
        return Deal.planned(
                Uuids.random(ports.random()),
                piece.bucket(),
                piece.pieceCid(),
                piece.pieceSize(),
                one.provider(),
                new Terms(chosen.client(), chosen.verified(), one.pricePerEpoch(), before + 1, Adjustment.none),
                new Reason(
                        "The provider was chosen: " + one.why(),
                        "The offer is signed and sent.",
                        now.timeOf(now.epoch() + 1)),
                now);
    }
}
