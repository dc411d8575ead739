package io.whypfs.devnet.fault;

import io.whypfs.devnet.fault.FaultKind.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Gives most providers a fault, from a seed.
 *
 * <p>At least six providers keep working in the end: they get at most faults that pass. All others get one that stays.
 */
public final class BadNeighbourhood {

    private static final int WORKING = 6;
    private static final List<FaultKind> PASSING = List.of(
            FaultKind.RESET_BEFORE,
            FaultKind.RESET_AFTER,
            FaultKind.BYTE_BY_BYTE,
            FaultKind.TRANSFER_CUT,
            FaultKind.TRANSFER_5XX,
            FaultKind.TRANSFER_STALLED,
            FaultKind.PUBLISH_REPLACED,
            FaultKind.REJECT_BACKPRESSURE,
            FaultKind.REJECT_429,
            FaultKind.REJECT_500);
    private final Random random;

    public BadNeighbourhood(long seed) {
        this.random = new Random(seed);
    }

    public void spread(Faults faults, List<String> providers) {
        List<String> shuffled = new ArrayList<>(providers);
        Collections.shuffle(shuffled, random);
        List<FaultKind> staying = Arrays.stream(FaultKind.values())
                .filter(kind -> !kind.isOfChain() && !PASSING.contains(kind))
                .filter(kind -> kind.scope() != Scope.OFFER || kind.isRejection() || kind == FaultKind.LATE_REPLY)
                .toList();
        for (int i = 0; i < shuffled.size(); i++) {
            if (i >= WORKING) {
                faults.set(shuffled.get(i), staying.get(random.nextInt(staying.size())), null, 0);
            } else if (random.nextInt(3) == 0) {
                faults.set(shuffled.get(i), PASSING.get(random.nextInt(PASSING.size())), 1L, 0);
            }
        }
    }
}
