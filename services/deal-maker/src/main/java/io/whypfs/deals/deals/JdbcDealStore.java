package io.whypfs.deals.deals;

import io.whypfs.deals.pieces.Piece;
import io.whypfs.deals.pieces.PieceRepository;
import io.whypfs.deals.pieces.Plan;
import io.whypfs.deals.providers.Evidence;
import io.whypfs.deals.providers.Providers;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.kit.outbox.OutboxRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Pieces and deals in PostgreSQL. */
public final class JdbcDealStore implements DealStore {

    private final Transaction transaction;
    private final PieceRepository pieces;
    private final OutboxRepository outbox;
    private final Providers providers;
    private final Runnable told;
    private final DealRepository deals = new DealRepository();
    private final DealTransitionRepository transitions = new DealTransitionRepository();

    /** @param told called after facts were committed, so that they leave at once */
    public JdbcDealStore(
            DataSource dataSource,
            PieceRepository pieces,
            OutboxRepository outbox,
            Providers providers,
            Runnable told) {
        this.transaction = new Transaction(dataSource);
        this.pieces = pieces;
        this.outbox = outbox;
        this.providers = providers;
        this.told = told;
    }

    @Override
    public List<Piece> duePieces(long epoch, int limit) {
        return transaction.run("find pieces", connection -> pieces.due(connection, epoch, limit));
    }

    @Override
    public Optional<Piece> piece(UUID bucket) {
        return transaction.run("find a piece", connection -> pieces.find(connection, bucket));
    }

    @Override
    public void savePiece(Piece piece) {
        transaction.run("keep a piece", connection -> pieces.update(connection, piece));
    }

    @Override
    public void holdBack(Reason reason) {
        transaction.run("keep a reason", connection -> pieces.holdBack(connection, reason));
    }

    @Override
    public List<Deal> plan(Plan plan) {
        List<Deal> kept = transaction.run("keep a plan", connection -> {
            if (!pieces.update(connection, plan.piece())) {
                return List.<Deal>of();
            }
            for (String choice : plan.choices()) {
                pieces.keepChoice(connection, plan.piece().bucket(), plan.now(), choice);
            }
            return insert(connection, plan.deals(), plan.now());
        });
        told.run();
        return kept;
    }

    private List<Deal> insert(Connection connection, List<Deal> planned, Moment now) throws SQLException {
        List<Deal> kept = new ArrayList<>();
        for (Deal deal : planned) {
            OptionalLong id = deals.insert(connection, deal);
            if (id.isPresent()) {
                Deal known = deal.withId(id.getAsLong());
                transitions.insert(connection, known, now);
                outbox.append(connection, DealTold.of(known, now));
                kept.add(known);
            }
        }
        return kept;
    }

    @Override
    public List<Deal> dealsOf(PieceCid piece) {
        return transaction.run("find a piece's deals", connection -> deals.ofPiece(connection, piece));
    }

    @Override
    public InFlight inFlight() {
        return transaction.run("count deals", deals::inFlight);
    }

    @Override
    public Set<Long> startsOffered(PieceCid piece, Address provider) {
        return transaction.run("find earlier offers", connection -> deals.startsOffered(connection, piece, provider));
    }

    @Override
    public Optional<Deal> find(UUID deal) {
        return transaction.run("find a deal", connection -> deals.find(connection, deal));
    }

    @Override
    public List<Deal> claim(UUID owner, Share share, long epoch, int limit) {
        return transaction.run("take deals", connection -> deals.claim(connection, owner, share, epoch, limit));
    }

    @Override
    public void release(UUID owner, UUID deal) {
        transaction.run("release a deal", connection -> {
            deals.release(connection, owner, deal);
            return true;
        });
    }

    @Override
    public void renew(UUID owner) {
        transaction.run("renew leases", connection -> {
            deals.renew(connection, owner);
            return true;
        });
    }

    @Override
    public Deal save(Deal before, Decision decision, Moment now) throws StaleDealException {
        Deal after = decision.after().withRevision(before.revision() + 1);
        boolean isNews = after.isNewsAfter(before);
        transaction.<Boolean, StaleDealException>run("keep a deal", connection -> {
            if (!deals.update(connection, before.revision(), after)) {
                throw new StaleDealException(before.uuid());
            }
            if (!after.word().equals(before.word())) {
                transitions.insert(connection, after, now);
            }
            if (isNews) {
                outbox.append(connection, DealTold.of(after, now));
            }
            for (Evidence seen : decision.evidence()) {
                providers.record(connection, after.provider(), now.epoch(), after.uuid(), seen);
            }
            if (decision.replacement() != null) {
                insert(connection, List.of(decision.replacement()), now);
            }
            tellPiece(connection, before, decision, after, now);
            return true;
        });
        if (isNews) {
            told.run();
        }
        return after;
    }

    /** Makes the piece due when its count changed. */
    private void tellPiece(Connection connection, Deal before, Decision decision, Deal after, Moment now)
            throws SQLException {
        if (after.state().isOver() && !before.state().isOver()) {
            boolean isFailure =
                    after.state() instanceof DealState.Rejected || after.state() instanceof DealState.Failed;
            pieces.wake(connection, after.bucket(), isFailure ? 1 : 0);
            if (decision.pieceDueEpoch() > 0) {
                long until = decision.pieceDueEpoch();
                Reason reason = new Reason(
                        "Deal " + after.id() + " with " + after.provider() + " is " + after.word() + ": "
                                + after.reason().why(),
                        "Providers are asked again after a pause.",
                        now.timeOf(until));
                pieces.pause(connection, after.bucket(), until, reason, now);
            }
        } else if (after.state() instanceof DealState.Active
                && (!(before.state() instanceof DealState.Active)
                        || after.state().isEnding() != before.state().isEnding())) {
            pieces.wake(connection, after.bucket(), 0);
        }
    }
}
