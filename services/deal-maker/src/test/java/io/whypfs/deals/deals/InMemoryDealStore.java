package io.whypfs.deals.deals;

import io.whypfs.deals.pieces.Piece;
import io.whypfs.deals.pieces.Plan;
import io.whypfs.deals.providers.Evidence;
import io.whypfs.events.DealChanged;
import io.whypfs.events.EventEnvelope;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.piece.PieceCid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Pieces and deals in memory, for one thread; what it holds outlives a simulated crash. */
public final class InMemoryDealStore implements DealStore {

    private final Map<UUID, Piece> pieces = new LinkedHashMap<>();
    private final Map<UUID, Deal> deals = new LinkedHashMap<>();
    private final Map<UUID, UUID> leases = new HashMap<>();
    private final Map<UUID, List<DealTransition>> transitions = new HashMap<>();
    private final List<EventEnvelope> told = new ArrayList<>();
    private final Map<Address, List<Evidence>> evidence = new HashMap<>();
    private long lastId;

    public void add(Piece piece) {
        pieces.put(piece.bucket(), piece);
    }

    /** What a core-node tells about a transfer. */
    public void served(UUID uuid, long bytes, boolean whole) {
        Deal deal = deals.get(uuid);
        if (deal != null) {
            Deal noted = deal.withHints(deal.hints().withServed(bytes, whole));
            deals.put(uuid, deal.state().isOver() ? noted : noted.waiting(noted.reason(), 0));
        }
    }

    /** The owner of all leases is gone. */
    public void loseLeases() {
        leases.clear();
    }

    public List<Deal> all() {
        return List.copyOf(deals.values());
    }

    public List<Piece> pieces() {
        return List.copyOf(pieces.values());
    }

    public List<EventEnvelope> told() {
        return told;
    }

    public List<DealTransition> transitions(UUID deal) {
        return transitions.getOrDefault(deal, List.of());
    }

    public List<Evidence> evidence(Address provider) {
        return evidence.getOrDefault(provider, List.of());
    }

    @Override
    public List<Piece> duePieces(long epoch, int limit) {
        return pieces.values().stream()
                .filter(piece -> piece.dueEpoch() <= epoch)
                .sorted(Comparator.comparingLong(Piece::dueEpoch))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Piece> piece(UUID bucket) {
        return Optional.ofNullable(pieces.get(bucket));
    }

    @Override
    public void savePiece(Piece piece) {
        replace(piece);
    }

    private boolean replace(Piece piece) {
        Piece known = pieces.get(piece.bucket());
        if (known == null || known.revision() != piece.revision()) {
            return false;
        }
        pieces.put(piece.bucket(), revised(piece, piece.dueEpoch(), piece.roundFailures(), piece.pausedUntil()));
        return true;
    }

    private static Piece revised(Piece piece, long due, int failures, long pausedUntil) {
        return new Piece(
                piece.bucket(),
                piece.pieceCid(),
                piece.pieceCidV2(),
                piece.pieceSize(),
                piece.carBytes(),
                piece.root(),
                piece.target(),
                piece.reason(),
                piece.since(),
                piece.missing(),
                due,
                pausedUntil,
                failures,
                piece.revision() + 1);
    }

    @Override
    public void holdBack(Reason reason) {
        pieces.replaceAll((_, piece) -> piece.missing() > 0
                ? revised(
                        piece.looked(piece.missing(), reason, piece.since(), 0),
                        0,
                        piece.roundFailures(),
                        piece.pausedUntil())
                : piece);
    }

    @Override
    public List<Deal> plan(Plan plan) {
        if (!replace(plan.piece())) {
            return List.of();
        }
        return insert(plan.deals(), plan.now());
    }

    private List<Deal> insert(List<Deal> planned, Moment now) {
        List<Deal> kept = new ArrayList<>();
        for (Deal deal : planned) {
            boolean isTaken = deals.values().stream()
                    .anyMatch(other -> other.state().counts()
                            && other.provider().equals(deal.provider())
                            && other.pieceCid().equals(deal.pieceCid()));
            if (!isTaken) {
                Deal known = deal.withId(++lastId);
                deals.put(known.uuid(), known);
                note(known, now);
                told.add(DealTold.of(known, now));
                kept.add(known);
            }
        }
        return kept;
    }

    private void note(Deal deal, Moment now) {
        transitions
                .computeIfAbsent(deal.uuid(), _ -> new ArrayList<>())
                .add(new DealTransition(
                        deal.word(),
                        now.at(),
                        now.epoch(),
                        deal.reason().why(),
                        deal.reason().next(),
                        deal.reason().nextAt()));
    }

    @Override
    public List<Deal> dealsOf(PieceCid piece) {
        return deals.values().stream()
                .filter(deal -> deal.pieceCid().equals(piece))
                .toList();
    }

    @Override
    public InFlight inFlight() {
        return new InFlight(deals.values().stream()
                .filter(deal -> deal.state().isInFlight())
                .collect(Collectors.groupingBy(Deal::provider, Collectors.summingInt(_ -> 1))));
    }

    @Override
    public Set<Long> startsOffered(PieceCid piece, Address provider) {
        Set<Long> starts = new HashSet<>();
        for (Deal deal : deals.values()) {
            Offer offer = deal.state().offerOrNull();
            if (offer != null
                    && deal.pieceCid().equals(piece)
                    && deal.provider().equals(provider)) {
                starts.add(offer.startEpoch());
            }
        }
        return starts;
    }

    @Override
    public Optional<Deal> find(UUID deal) {
        return Optional.ofNullable(deals.get(deal));
    }

    @Override
    public List<Deal> claim(UUID owner, Share share, long epoch, int limit) {
        List<Deal> found = deals.values().stream()
                .filter(deal -> !deal.state().isOver() && deal.dueEpoch() <= epoch && !leases.containsKey(deal.uuid()))
                .filter(deal -> (deal.state() instanceof DealState.Active) == (share == Share.ACTIVE))
                .sorted(Comparator.comparingLong(Deal::dueEpoch).thenComparingLong(Deal::id))
                .limit(limit)
                .toList();
        found.forEach(deal -> leases.put(deal.uuid(), owner));
        return found;
    }

    @Override
    public void release(UUID owner, UUID deal) {
        leases.remove(deal, owner);
    }

    @Override
    public void renew(UUID owner) {
        // Leases here last until they are lost.
    }

    @Override
    public Deal save(Deal before, Decision decision, Moment now) throws StaleDealException {
        Deal known = deals.get(before.uuid());
        if (known == null || known.revision() != before.revision()) {
            throw new StaleDealException(before.uuid());
        }
        Deal after = decision.after().withRevision(before.revision() + 1);
        Deal merged = after.withHints(after.hints()
                .withServed(known.hints().bytesServed(), known.hints().wholeServed()));
        deals.put(merged.uuid(), merged);
        if (!merged.word().equals(before.word())) {
            note(merged, now);
        }
        if (merged.isNewsAfter(before)) {
            told.add(DealTold.of(merged, now));
        }
        evidence.computeIfAbsent(merged.provider(), _ -> new ArrayList<>()).addAll(decision.evidence());
        if (decision.replacement() != null) {
            insert(List.of(decision.replacement()), now);
        }
        tellPiece(before, decision, merged, now);
        return after;
    }

    private void tellPiece(Deal before, Decision decision, Deal after, Moment now) {
        Piece piece = pieces.get(after.bucket());
        if (after.state().isOver() && !before.state().isOver()) {
            boolean isFailure =
                    after.state() instanceof DealState.Rejected || after.state() instanceof DealState.Failed;
            int failures = piece.roundFailures() + (isFailure ? 1 : 0);
            long until = decision.pieceDueEpoch();
            Piece looked = until == 0
                    ? piece
                    : piece.looked(
                            piece.missing(),
                            new Reason(
                                    "Deal " + after.id() + " is " + after.word() + ": "
                                            + after.reason().why(),
                                    "Providers are asked again after a pause.",
                                    now.timeOf(until)),
                            now.at(),
                            until);
            pieces.put(piece.bucket(), revised(looked, until, failures, Math.max(piece.pausedUntil(), until)));
        } else if (after.state() instanceof DealState.Active
                && (!(before.state() instanceof DealState.Active)
                        || after.state().isEnding() != before.state().isEnding())) {
            pieces.put(piece.bucket(), revised(piece, 0, piece.roundFailures(), piece.pausedUntil()));
        }
    }

    /** Facts about one deal, in the order they were told. */
    public List<DealChanged> toldAbout(UUID deal) {
        return told.stream()
                .map(EventEnvelope::data)
                .map(DealChanged.class::cast)
                .filter(changed -> changed.deal().equals(deal))
                .toList();
    }
}
