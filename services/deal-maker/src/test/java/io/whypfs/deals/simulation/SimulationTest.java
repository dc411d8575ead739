package io.whypfs.deals.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The deal-maker's logic under virtual time. {@code -Dwhypfs.simulation.seeds=N} runs more seeds, {@code
 * -Dwhypfs.simulation.first=S} begins at another one; a failing seed by itself fails the same way.
 */
class SimulationTest {

    private static final int SEEDS = Integer.getInteger("whypfs.simulation.seeds", 200);
    private static final long FIRST = Long.getLong("whypfs.simulation.first", 1);

    /** Held, so that its level is kept: two hundred lives have tens of thousands of transitions. */
    private static final Logger TRANSITIONS = Logger.getLogger("io.whypfs.deals.tracking");

    @BeforeAll
    static void quiet() {
        TRANSITIONS.setLevel(Level.WARNING);
    }

    @Test
    @Timeout(3600)
    void keepsItsPromisesWhateverHappens() {
        int crashes = 0;
        int faulty = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            try {
                // When
                Simulation.Outcome outcome = new Simulation(seed, UnaryOperator.identity()).run();
                crashes += outcome.crashes();
                faulty += outcome.faultyMessages();
            } catch (RuntimeException | AssertionError e) {
                fail(
                        "seed " + seed + " (again with -Dwhypfs.simulation.seeds=1 -Dwhypfs.simulation.first=" + seed
                                + "): " + e.getMessage(),
                        e);
            }
        }

        // Then
        assertThat(crashes).as("crashes in all seeds").isGreaterThan(SEEDS);
        assertThat(faulty).as("messages that went astray").isGreaterThan(SEEDS);
    }

    @Test
    @Timeout(60)
    void replaysASeedExactly() {
        // When
        Simulation.Outcome first = new Simulation(42, UnaryOperator.identity()).run();
        Simulation.Outcome second = new Simulation(42, UnaryOperator.identity()).run();

        // Then
        assertThat(second).isEqualTo(first);
    }
}
