package io.whypfs.deals.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.deals.deals.Adjustment;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealState;
import io.whypfs.deals.deals.DealTransition;
import io.whypfs.deals.pieces.Piece;
import io.whypfs.deals.providers.Evidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a deal with one kind of provider, without any fault of network or chain. */
@Timeout(60)
class NeighbourhoodTest {

    private static final Logger TRANSITIONS = Logger.getLogger("io.whypfs.deals.tracking");

    @BeforeAll
    static void quiet() {
        TRANSITIONS.setLevel(Level.WARNING);
    }

    private static SimWorld after(int epochs, List<Behaviour> behaviours) {
        SimWorld world = new SimWorld(11, behaviours);
        world.addPiece(0);
        run(world, epochs);
        return world;
    }

    private static void run(SimWorld world, int epochs) {
        DealMakerProcess process = new DealMakerProcess(
                world, SimPolicy.of(4000, 600), new CrashPoints(new Random(1)), UnaryOperator.identity());
        for (int epoch = 0; epoch < epochs; epoch++) {
            world.tick();
            process.work();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SILENT     | failed   | The provider accepted it and fetched nothing for 60 epochs.",
                "FORGETTING | failed   | The provider accepted it and does not know it any more: deal not found.",
                "IDLE       | failed   | It was not published early enough before its start epoch",
                "CLUMSY     | failed   | The provider says that the deal failed: commitment mismatch.",
                "CHEATING   | failed   | The provider published another proposal: price per epoch is 1025 and not 1024.",
                "DROPPING   | failed   | The chain dropped the deal from the batch of the message",
                "UNPROVING  | failed   | The piece was not proven by the start epoch",
                "LOSING     | slashed  | The sector was lost at epoch",
                "UNWILLING  | rejected | The provider refused: client is not allowed.",
                "MUTE       | failed   | It was not published early enough before its start epoch"
            })
    void badProviderEndsDealWithReason(Behaviour behaviour, String state, String why) {
        // When
        SimWorld world = after(300, List.of(behaviour));

        // Then
        Deal deal = world.store.all().getFirst();
        assertThat(deal.word()).isEqualTo(state);
        assertThat(deal.reason().why()).startsWith(why);
        assertThat(world.store.transitions(deal.uuid()))
                .extracting(DealTransition::state)
                .doesNotHaveDuplicates();
    }

    @Test
    void aCopyThatIsNotWhatWeProposedNeverCounts() {
        // When
        SimWorld world = after(300, List.of(Behaviour.CHEATING));

        // Then
        assertThat(world.chain.deals().values())
                .as("the cheat's deal is on the chain")
                .anyMatch(deal -> deal.sectorStart <= 0
                        && !deal.signed.equals(world.store
                                .all()
                                .getFirst()
                                .state()
                                .offerOrNull()
                                .proposalCid()));
        assertThat(world.store.transitions(world.store.all().getFirst().uuid()))
                .extracting(DealTransition::state)
                .doesNotContain("sealing", "active");
        assertThat(world.store.evidence(world.store.all().getFirst().provider()))
                .anyMatch(seen -> seen instanceof Evidence.Failed);
    }

    @Test
    void providerThatWantsLaterStartGetsItOnce() {
        // When
        SimWorld world = after(160, List.of(Behaviour.SLOW_STARTER));

        // Then
        List<Deal> deals = world.store.all();
        assertThat(deals).extracting(Deal::word).containsExactly("rejected", "active");
        assertThat(deals.get(1).terms().adjustment()).isEqualTo(Adjustment.later_start);
        assertThat(deals.get(1).terms().attempt()).isEqualTo(2);
        assertThat(deals.get(1).uuid()).isNotEqualTo(deals.get(0).uuid());
        long first = deals.get(0).state().offerOrNull().startEpoch();
        assertThat(deals.get(1).state().offerOrNull().startEpoch())
                .as("half the start delay later, from the head of one of the next epochs")
                .isBetween(first + SimPolicy.START_DELAY / 2, first + SimPolicy.START_DELAY / 2 + 5);
    }

    @Test
    void badNeighbourhoodStillYieldsSixCopiesWithNoProviderTwice() {
        // Given
        List<Behaviour> behaviours = new ArrayList<>(Collections.nCopies(6, Behaviour.HONEST));
        behaviours.addAll(List.of(
                Behaviour.UNWILLING,
                Behaviour.SILENT,
                Behaviour.IDLE,
                Behaviour.CLUMSY,
                Behaviour.CHEATING,
                Behaviour.DROPPING,
                Behaviour.UNPROVING,
                Behaviour.LOSING,
                Behaviour.FORGETTING,
                Behaviour.MUTE,
                Behaviour.UNWILLING,
                Behaviour.SILENT,
                Behaviour.CLUMSY,
                Behaviour.UNPROVING));

        // When
        SimWorld world = after(3000, behaviours);

        // Then
        List<Deal> active = world.store.all().stream()
                .filter(deal -> deal.state() instanceof DealState.Active)
                .toList();
        assertThat(active).hasSize(6);
        assertThat(active).extracting(Deal::provider).doesNotHaveDuplicates();
        assertThat(world.store.all()).as("attempts are bounded").hasSizeLessThan(100);
    }

    @Test
    void pieceWithoutAnyWillingProviderPausesAndSaysSo() {
        // When
        SimWorld world = after(30, Collections.nCopies(10, Behaviour.UNWILLING));

        // Then
        Piece piece = world.store.pieces().getFirst();
        assertThat(piece.reason().why())
                .startsWith("Of 6 deals 0 are active and ")
                .contains(" came to nothing, last f0")
                .contains("client is not allowed.");
        assertThat(piece.reason().next()).isEqualTo("Providers are asked again after a pause.");
        assertThat(piece.reason().nextAt()).isEqualTo(world.time.ofEpoch(piece.pausedUntil()));
        assertThat(piece.pausedUntil()).isGreaterThan(world.time.epoch());
    }

    @Test
    void pieceWithoutProvidersSaysSo() {
        // When
        SimWorld world = after(5, List.of());

        // Then
        assertThat(world.store.pieces().getFirst().reason().why())
                .isEqualTo("Of 6 deals 0 are active and 0 under way. No storage provider is known.");
    }

    @Test
    void dealIsFollowedWhenReorganisationGivesItAnotherNumber() {
        // Given
        SimWorld world = new SimWorld(11, List.of(Behaviour.HONEST));
        world.addPiece(0);
        DealMakerProcess process = new DealMakerProcess(
                world, SimPolicy.of(4000, 600), new CrashPoints(new Random(1)), UnaryOperator.identity());
        while (world.store.all().isEmpty() || !(world.store.all().getFirst().state() instanceof DealState.Published)) {
            world.tick();
            process.work();
        }
        long before = world.store.all().getFirst().state().publicationOrNull().dealId();

        // When
        world.chain.reorganise(9);
        for (int epoch = 0; epoch < 80; epoch++) {
            world.tick();
            process.work();
        }

        // Then
        Deal deal = world.store.all().getFirst();
        assertThat(deal.word()).isEqualTo("active");
        assertThat(deal.state().publicationOrNull().dealId()).isGreaterThan(before);
        assertThat(world.store.toldAbout(deal.uuid()))
                .anyMatch(fact -> fact.why().startsWith("The chain was reorganised"));
    }

    @Test
    void nothingNewIsMadeWhileTheChainIsAway() {
        // Given
        SimWorld world = new SimWorld(11, List.of(Behaviour.HONEST));
        world.addPiece(0);
        world.chain.goAway(50);

        // When
        run(world, 20);

        // Then
        assertThat(world.store.all()).isEmpty();
        assertThat(world.store.pieces().getFirst().reason().why()).isEqualTo("The simulated node is away.");

        // When
        run(world, 150);

        // Then
        assertThat(world.store.all()).extracting(Deal::word).containsExactly("active");
    }
}
