package io.whypfs.deals.deals;

import static io.whypfs.deals.deals.DealSamples.NOW;
import static io.whypfs.deals.deals.DealSamples.PIECE;
import static io.whypfs.deals.deals.DealSamples.PROVIDER;
import static io.whypfs.deals.deals.DealSamples.at;
import static io.whypfs.deals.deals.DealSamples.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.deals.pieces.Piece;
import io.whypfs.deals.pieces.Plan;
import io.whypfs.deals.protocol.RejectionClass;
import io.whypfs.deals.providers.Evidence;
import io.whypfs.events.DealChanged;
import io.whypfs.filecoin.address.Address;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every store of deals does. */
@Timeout(60)
abstract class DealStoreContract {

    private static final UUID OWNER = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);
    private static final Address SECOND = Address.id(1001);

    private final UUID bucket = UUID.randomUUID();
    private DealStore store;

    /** A store that holds nothing. */
    abstract DealStore fresh() throws Exception;

    abstract void add(Piece piece) throws Exception;

    abstract void served(UUID deal, long bytes, boolean whole) throws Exception;

    abstract List<DealChanged> told(UUID deal) throws Exception;

    abstract List<DealTransition> transitions(UUID deal) throws Exception;

    abstract List<Evidence> evidence(Address provider);

    @BeforeEach
    void aPiece() throws Exception {
        store = fresh();
        add(DealSamples.piece(bucket));
    }

    private Deal plan(Address provider) {
        Piece piece = store.piece(bucket).orElseThrow();
        List<Deal> kept = store.plan(new Plan(
                piece.looked(5, new Reason("Offers are being made.", "The providers answer."), NOW.at(), 5020),
                List.of(DealSamples.planned(bucket, provider)),
                List.of("{}"),
                NOW));
        assertThat(kept).hasSize(1);
        return kept.getFirst();
    }

    private static Reason reason(String why) {
        return new Reason(why, "Something follows.", NOW.at().plusSeconds(90));
    }

    @Test
    void keepsPlanWithItsPieceTransitionAndFact() throws Exception {
        // When
        Deal deal = plan(PROVIDER);

        // Then
        assertThat(deal.id()).isPositive();
        assertThat(store.find(deal.uuid())).contains(deal);
        assertThat(store.dealsOf(PIECE)).containsExactly(deal);
        assertThat(store.piece(bucket)).hasValueSatisfying(piece -> {
            assertThat(piece.missing()).isEqualTo(5);
            assertThat(piece.dueEpoch()).isEqualTo(5020);
            assertThat(piece.reason().why()).isEqualTo("Offers are being made.");
        });
        assertThat(told(deal.uuid())).singleElement().satisfies(fact -> {
            assertThat(fact.state()).isEqualTo("planned");
            assertThat(fact.provider()).isEqualTo("f01000");
            assertThat(fact.pricePerEpoch()).isEqualTo("100000000000000000000");
            assertThat(fact.over()).isFalse();
        });
        assertThat(transitions(deal.uuid())).extracting(DealTransition::state).containsExactly("planned");
    }

    @Test
    void leavesOutProviderThatHasLiveDealOfThePiece() {
        // Given
        Deal first = plan(PROVIDER);
        Piece piece = store.piece(bucket).orElseThrow();

        // When
        List<Deal> kept = store.plan(new Plan(
                piece,
                List.of(DealSamples.planned(bucket, PROVIDER), DealSamples.planned(bucket, SECOND)),
                List.of(),
                NOW));

        // Then
        assertThat(kept).extracting(Deal::provider).containsExactly(SECOND);
        assertThat(store.dealsOf(PIECE))
                .extracting(Deal::uuid)
                .containsExactly(first.uuid(), kept.getFirst().uuid());
    }

    @Test
    void keepsNothingOfPlanForPieceThatChangedMeanwhile() {
        // Given
        Piece old = store.piece(bucket).orElseThrow();
        plan(PROVIDER);

        // When
        List<Deal> kept = store.plan(new Plan(old, List.of(DealSamples.planned(bucket, SECOND)), List.of(), NOW));
        store.savePiece(old.looked(1, reason("an old picture"), NOW.at(), 9999));

        // Then
        assertThat(kept).isEmpty();
        assertThat(store.dealsOf(PIECE)).hasSize(1);
        assertThat(store.piece(bucket).orElseThrow().dueEpoch()).isEqualTo(5020);
    }

    @Test
    void givesBackEveryStateAsItWasKept() throws Exception {
        for (int i = 0;
                i < DealSamples.states(DealSamples.planned(bucket, PROVIDER)).size();
                i++) {
            // Given
            Deal deal = plan(Address.id(2000 + i));
            DealState state = DealSamples.states(deal).get(i);
            Hints hints = new Hints(DealSamples.cid("hint"), 5, 5050, "Published, Sealing", 0, false, 5060);

            // When
            Deal kept = store.save(
                    deal, Decision.of(deal.withHints(hints).in(state, reason("now " + i), at(5003), 5077)), at(5003));

            // Then
            assertThat(store.find(deal.uuid())).as(state.word()).contains(kept);
            assertThat(kept.state()).isEqualTo(state);
            assertThat(kept.sinceEpoch()).isEqualTo(5003);
            assertThat(told(deal.uuid()).getLast().state()).isEqualTo(state.word());
            assertThat(told(deal.uuid()).getLast().over()).isEqualTo(state.isOver());
            assertThat(transitions(deal.uuid()).getLast().state()).isEqualTo(state.word());
        }
    }

    @Test
    void refusesDecisionMadeFromOldPicture() throws Exception {
        // Given
        Deal old = plan(PROVIDER);
        Deal newer = store.save(old, Decision.of(old.waiting(reason("first"), 5001)), NOW);

        // When
        assertThatThrownBy(() -> store.save(
                        old, Decision.of(old.in(new DealState.Accepted(offer(old)), reason("second"), NOW, 1)), NOW))
                // Then
                .isInstanceOf(StaleDealException.class);
        assertThat(store.find(old.uuid())).contains(newer);
        assertThat(told(old.uuid())).extracting(DealChanged::why).doesNotContain("second");
    }

    @Test
    void tellsOnlyNews() throws Exception {
        // Given
        Deal deal = plan(PROVIDER);

        // When
        Deal first = store.save(deal, Decision.of(deal.waiting(deal.reason(), 5001)), NOW);
        Deal second = store.save(first, Decision.of(first.waiting(reason("It waits for funds."), 5002)), NOW);

        // Then
        assertThat(told(deal.uuid()))
                .extracting(DealChanged::why)
                .containsExactly("The provider was chosen.", "It waits for funds.");
        assertThat(transitions(deal.uuid())).hasSize(1);
        assertThat(second.dueEpoch()).isEqualTo(5002);
    }

    @Test
    void givesEachDueDealToOneOwner() throws Exception {
        // Given
        Deal first = plan(PROVIDER);
        Deal second = plan(SECOND);
        store.save(second, Decision.of(second.waiting(second.reason(), 6000)), NOW);

        // When
        List<Deal> taken = store.claim(OWNER, DealStore.Share.UNDER_WAY, 5999, 10);
        List<Deal> takenByOther = store.claim(OTHER, DealStore.Share.UNDER_WAY, 6000, 10);

        // Then
        assertThat(taken).extracting(Deal::uuid).containsExactly(first.uuid());
        assertThat(takenByOther).extracting(Deal::uuid).containsExactly(second.uuid());
        assertThat(store.claim(OTHER, DealStore.Share.UNDER_WAY, 6000, 10)).isEmpty();

        // When
        store.release(OTHER, first.uuid());
        store.release(OWNER, first.uuid());

        // Then
        assertThat(store.claim(OTHER, DealStore.Share.UNDER_WAY, 6000, 10))
                .extracting(Deal::uuid)
                .containsExactly(first.uuid());
    }

    @Test
    void givesActiveDealsToTheAuditOnly() throws Exception {
        // Given
        Deal deal = plan(PROVIDER);
        DealState active =
                new DealState.Active(offer(deal), new Publication(null, 7, 5001), DealSamples.cid("c"), 5002, false);
        store.save(deal, Decision.of(deal.in(active, reason("proven"), NOW, 5003)), NOW);

        // When
        List<Deal> underWay = store.claim(OWNER, DealStore.Share.UNDER_WAY, 5003, 10);
        List<Deal> audited = store.claim(OWNER, DealStore.Share.ACTIVE, 5003, 10);

        // Then
        assertThat(underWay).isEmpty();
        assertThat(audited).extracting(Deal::uuid).containsExactly(deal.uuid());
        assertThat(store.inFlight().total()).isZero();
    }

    @Test
    void doesNotUndoWhatWasServedMeanwhile() throws Exception {
        // Given
        Deal deal = plan(PROVIDER);
        Deal accepted = store.save(
                deal, Decision.of(deal.in(new DealState.Accepted(offer(deal)), reason("accepted"), NOW, 5100)), NOW);

        // When
        served(deal.uuid(), 400, false);
        served(deal.uuid(), 300, false);
        Deal dueNow = store.find(deal.uuid()).orElseThrow();
        store.save(accepted, Decision.of(accepted.waiting(reason("still waiting"), 5200)), NOW);

        // Then
        assertThat(dueNow.dueEpoch()).isZero();
        assertThat(store.find(deal.uuid()).orElseThrow().hints().bytesServed()).isEqualTo(400);
        assertThat(store.find(deal.uuid()).orElseThrow().hints().wholeServed()).isFalse();
    }

    @Test
    void freesProviderAndWakesPieceWhenDealIsOver() throws Exception {
        // Given
        Deal deal = plan(PROVIDER);

        // When
        store.save(
                deal,
                Decision.of(
                        deal.in(
                                new DealState.Rejected(offer(deal), RejectionClass.BUSY, 5400),
                                reason("refused"),
                                NOW,
                                Long.MAX_VALUE),
                        new Evidence.Busy("too much to do")),
                NOW);

        // Then
        Piece piece = store.piece(bucket).orElseThrow();
        assertThat(piece.dueEpoch()).isZero();
        assertThat(piece.roundFailures()).isEqualTo(1);
        assertThat(evidence(PROVIDER)).containsExactly(new Evidence.Busy("too much to do"));
        assertThat(store.startsOffered(PIECE, PROVIDER)).containsExactly(25_000L);
        assertThat(plan(PROVIDER).provider()).isEqualTo(PROVIDER);
    }

    @Test
    void pausesPieceWhenTheDecisionSaysSo() throws Exception {
        // Given
        Deal deal = plan(PROVIDER);
        Decision decision = Decision.of(deal.in(
                        new DealState.Rejected(offer(deal), RejectionClass.INVALID, 9000),
                        reason("refused for a fault of ours"),
                        NOW,
                        Long.MAX_VALUE))
                .pieceDueAt(5120);

        // When
        store.save(deal, decision, NOW);

        // Then
        Piece piece = store.piece(bucket).orElseThrow();
        assertThat(piece.dueEpoch()).isEqualTo(5120);
        assertThat(piece.pausedUntil()).isEqualTo(5120);
        assertThat(piece.reason().why()).contains("refused for a fault of ours");
        assertThat(store.duePieces(5119, 10)).isEmpty();
        assertThat(store.duePieces(5120, 10)).hasSize(1);
    }

    @Test
    void keepsReplacementWithSameProviderInTheSameStep() throws Exception {
        // Given
        Deal deal = plan(PROVIDER);
        Deal changed = DealSamples.planned(bucket, PROVIDER);

        // When
        store.save(
                deal,
                Decision.of(deal.in(
                                new DealState.Rejected(offer(deal), RejectionClass.START_TOO_EARLY, 0),
                                reason("too early"),
                                NOW,
                                Long.MAX_VALUE))
                        .replacedBy(changed),
                NOW);

        // Then
        assertThat(store.dealsOf(PIECE)).extracting(Deal::word).containsExactly("rejected", "planned");
        assertThat(told(changed.uuid())).hasSize(1);
        assertThat(store.inFlight().byProvider()).containsExactly(Map.entry(PROVIDER, 1));
    }

    @Test
    void freesProviderOfDealThatEndsSoon() throws Exception {
        // Given
        Deal deal = plan(PROVIDER);
        DealState ending =
                new DealState.Active(offer(deal), new Publication(null, 7, 5001), DealSamples.cid("c"), 5002, true);

        // When
        store.save(deal, Decision.of(deal.in(ending, reason("ends soon"), NOW, 5003)), NOW);

        // Then
        assertThat(store.piece(bucket).orElseThrow().dueEpoch()).isZero();
        assertThat(plan(PROVIDER).uuid()).isNotEqualTo(deal.uuid());
    }

    @Test
    void holdsBackOnlyPiecesThatLackDeals() throws Exception {
        // Given
        UUID content = UUID.randomUUID();
        add(DealSamples.piece(content));
        Piece settled = store.piece(content).orElseThrow();
        store.savePiece(settled.looked(0, reason("all is well"), NOW.at(), 9000));

        // When
        store.holdBack(reason("The chain node is away."));

        // Then
        assertThat(store.piece(bucket).orElseThrow().reason().why()).isEqualTo("The chain node is away.");
        assertThat(store.piece(content).orElseThrow().reason().why()).isEqualTo("all is well");
    }
}
