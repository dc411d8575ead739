package io.whypfs.deals.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealState;
import io.whypfs.deals.deals.DealStore;
import io.whypfs.deals.deals.Decision;
import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.deals.StaleDealException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The simulation is worth something only if it finds what is wrong: here it is given deal-makers with a defect. */
@Timeout(300)
class PlantedDefectTest {

    private static final int SEEDS = 60;
    private static final Logger TRANSITIONS = Logger.getLogger("io.whypfs.deals.tracking");

    @BeforeAll
    static void quiet() {
        TRANSITIONS.setLevel(Level.WARNING);
    }

    @Test
    void findsOfferKeptOnlyAfterItWasSent() {
        // When
        Optional<String> found = firstViolation(PlantedDefectTest::keepingLate);

        // Then
        assertThat(found)
                .hasValueSatisfying(violation -> assertThat(violation).contains("a provider holds other bytes"));
    }

    @Test
    void findsProviderAskedAgainWhileItsProposalIsLive() {
        // When
        Optional<String> found = firstViolation(PlantedDefectTest::forgettingLiveProposals);

        // Then
        assertThat(found).hasValueSatisfying(violation -> assertThat(violation).contains("two live proposals"));
    }

    private static Optional<String> firstViolation(UnaryOperator<DealStore> defect) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                new Simulation(seed, defect).run();
            } catch (Violation violation) {
                return Optional.of("seed " + seed + ": " + violation.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Holds an offer in memory until the reply to it is kept; a crash between loses it. */
    private static DealStore keepingLate(DealStore store) {
        Map<UUID, Decision> unkept = new HashMap<>();
        return saving(store, (before, decision, now) -> {
            Decision waiting = unkept.remove(before.uuid());
            if (waiting != null) {
                Deal kept = store.save(store.find(before.uuid()).orElseThrow(), waiting, now);
                return store.save(kept, decision, now);
            }
            if (before.state() instanceof DealState.Planned
                    && decision.after().state() instanceof DealState.Proposing) {
                unkept.put(before.uuid(), decision);
                return decision.after().withRevision(before.revision() + 1);
            }
            return store.save(before, decision, now);
        });
    }

    /** Lets a provider be asked again at once after its deal failed, whatever it may still do with our signature. */
    private static DealStore forgettingLiveProposals(DealStore store) {
        return saving(store, (before, decision, now) -> {
            if (!(decision.after().state() instanceof DealState.Failed failed) || failed.offer() == null) {
                return store.save(before, decision, now);
            }
            Deal after = decision.after();
            DealState forgetful = new DealState.Failed(failed.offer(), failed.publication(), 0);
            return store.save(before, Decision.of(after.still(forgetful, after.reason(), after.dueEpoch())), now);
        });
    }

    /** The one method that a defect changes. */
    @FunctionalInterface
    private interface Saving {
        Deal save(Deal before, Decision decision, Moment now) throws StaleDealException;
    }

    private static DealStore saving(DealStore store, Saving defect) {
        return (DealStore) Proxy.newProxyInstance(
                DealStore.class.getClassLoader(), new Class<?>[] {DealStore.class}, (_, method, args) -> {
                    if (method.getName().equals("save")) {
                        return defect.save((Deal) args[0], (Decision) args[1], (Moment) args[2]);
                    }
                    try {
                        return method.invoke(store, args);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
