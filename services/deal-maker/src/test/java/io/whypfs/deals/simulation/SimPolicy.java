package io.whypfs.deals.simulation;

import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.filecoin.market.TokenAmount;
import java.util.List;

/** Numbers that make a deal's life short. */
final class SimPolicy {

    static final int COPIES = 6;
    static final long START_DELAY = 240;
    static final long FINALITY = 10;

    private SimPolicy() {}

    static DealPolicy of(long duration, long renewBefore) {
        return new DealPolicy(
                new DealPolicy.Offers(
                        COPIES,
                        START_DELAY,
                        duration,
                        3_680_640,
                        60,
                        true,
                        TokenAmount.ofAttoFil(1L << 21),
                        TokenAmount.ZERO),
                FINALITY,
                renewBefore,
                new DealPolicy.Polls(2, 4, 4, 5, 10, 30, 10),
                new DealPolicy.Limits(60, 8, 60),
                new DealPolicy.Timeouts(30, 60, 60, 40),
                new DealPolicy.Retries(3, List.of(20L, 60L, 120L), 10, 40, 150, 20));
    }
}
