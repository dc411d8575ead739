package io.whypfs.corenode.pieces.transfer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Bounds how many transfers run at a time, in all and for each deal. Safe for use by any thread. */
final class TransferGate {

    private final int most;
    private final int mostPerDeal;
    private final Map<UUID, Integer> perDeal = new HashMap<>();
    private int running;

    TransferGate(int most, int mostPerDeal) {
        this.most = most;
        this.mostPerDeal = mostPerDeal;
    }

    /** A transfer's right to run, given back by closing it. */
    interface Pass extends AutoCloseable {

        @Override
        void close();
    }

    /** Empty when there is no room. */
    synchronized Optional<Pass> enter(UUID deal) {
        int ofDeal = perDeal.getOrDefault(deal, 0);
        if (running >= most || ofDeal >= mostPerDeal) {
            return Optional.empty();
        }
        running++;
        perDeal.put(deal, ofDeal + 1);
        return Optional.of(() -> leave(deal));
    }

    private synchronized void leave(UUID deal) {
        running--;
        perDeal.computeIfPresent(deal, (_, count) -> count == 1 ? null : count - 1);
    }

    synchronized int running() {
        return running;
    }
}
