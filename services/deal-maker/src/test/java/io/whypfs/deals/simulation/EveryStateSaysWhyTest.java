package io.whypfs.deals.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.deals.DealTransition;
import io.whypfs.deals.deals.Reason;
import io.whypfs.deals.pieces.Piece;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Walks through all states, with providers of many kinds, and finds none without a reason. */
@Timeout(120)
class EveryStateSaysWhyTest {

    private static final Set<String> OVER = Set.of("rejected", "failed", "slashed", "expired");
    private static final String SENTENCE = "(?s)[A-Z0-9].*[.!?]";
    private static final int EPOCHS = 1500;
    private static final Logger TRANSITIONS = Logger.getLogger("io.whypfs.deals.tracking");

    @BeforeAll
    static void quiet() {
        TRANSITIONS.setLevel(Level.WARNING);
    }

    @Test
    void everyStateOfDealsAndEveryLookAtPiecesHasReason() {
        // Given
        DealPolicy policy = SimPolicy.of(700, 200);
        SimWorld world = new SimWorld(
                7,
                List.of(
                        Behaviour.HONEST,
                        Behaviour.HONEST,
                        Behaviour.HONEST,
                        Behaviour.UNWILLING,
                        Behaviour.LOSING,
                        Behaviour.CHEATING,
                        Behaviour.SILENT,
                        Behaviour.FAULTFINDING));
        world.addPiece(0);
        world.setFaults(0.1);
        DealMakerProcess process =
                new DealMakerProcess(world, policy, new CrashPoints(new Random(7)), UnaryOperator.identity());

        // When
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            world.tick();
            process.work();
            world.store.pieces().forEach(EveryStateSaysWhyTest::saysWhy);
            world.store.all().forEach(EveryStateSaysWhyTest::saysWhy);
        }

        // Then
        Set<String> seen = new TreeSet<>();
        for (Deal deal : world.store.all()) {
            for (DealTransition transition : world.store.transitions(deal.uuid())) {
                seen.add(transition.state());
                assertThat(transition.why()).as(transition.state()).matches(SENTENCE);
                assertThat(transition.next()).as(transition.state()).matches(SENTENCE);
            }
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "planned",
                        "proposing",
                        "accepted",
                        "transferring",
                        "transferred",
                        "published",
                        "sealing",
                        "active",
                        "rejected",
                        "failed",
                        "slashed",
                        "expired");
    }

    private static void saysWhy(Piece piece) {
        assertThat(piece.reason().why()).matches(SENTENCE);
        assertThat(piece.reason().next()).matches(SENTENCE);
    }

    private static void saysWhy(Deal deal) {
        Reason reason = deal.reason();
        assertThat(reason.why()).as(deal.word()).matches(SENTENCE);
        assertThat(reason.next()).as(deal.word()).matches(SENTENCE);
        if (OVER.contains(deal.word())) {
            assertThat(reason.nextAt()).as(deal.word()).isNull();
        } else {
            assertThat(reason.nextAt()).as(deal.word() + ": " + reason.why()).isNotNull();
        }
    }
}
