package io.whypfs.deals.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.deals.chain.OnChainDeal;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.pieces.Piece;
import java.util.Collections;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deals that end, for a long time, with hardly more providers than copies. */
@Timeout(120)
class RenewalSimulationTest {

    private static final int FIRST_COPIES = 200;
    private static final int YEARS = 6000;
    private static final Logger TRANSITIONS = Logger.getLogger("io.whypfs.deals.tracking");

    @BeforeAll
    static void quiet() {
        TRANSITIONS.setLevel(Level.WARNING);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neverHasLessThanSixProvenCopies(long seed) {
        // Given
        DealPolicy policy = SimPolicy.of(1500, 500);
        SimWorld world = new SimWorld(seed, Collections.nCopies(8, Behaviour.HONEST));
        world.addPiece(0);
        Invariants invariants = new Invariants(world, policy, 1);
        DealMakerProcess process =
                new DealMakerProcess(world, policy, new CrashPoints(new Random(seed)), UnaryOperator.identity());
        Piece piece = world.store.pieces().getFirst();
        long fewest = Long.MAX_VALUE;

        // When
        for (int epoch = 0; epoch < YEARS; epoch++) {
            world.tick();
            process.work();
            invariants.check();
            if (epoch > FIRST_COPIES) {
                fewest = Math.min(fewest, proven(world, piece));
            }
        }

        // Then
        assertThat(fewest).as("copies the chain proved at the worst moment").isGreaterThanOrEqualTo(6);
        assertThat(world.store.all()).as("deals in four lifetimes of a deal").hasSizeGreaterThan(24);
    }

    private static long proven(SimWorld world, Piece piece) {
        return world.chain.deals().values().stream()
                .filter(deal -> deal.proposal.pieceCid().equals(piece.pieceCid())
                        && deal.sectorStart > 0
                        && deal.slash == OnChainDeal.NOT_YET)
                .count();
    }
}
