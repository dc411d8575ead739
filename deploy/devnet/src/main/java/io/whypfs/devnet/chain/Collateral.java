package io.whypfs.devnet.chain;

import java.math.BigInteger;

/**
 * What a provider must put at stake for a piece: in proportion to its size, about as much per GiB as on the main network,
 * drifting up and down by a twentieth with the supply.
 */
public final class Collateral {

    /** Nobody can put in more than all there is: two billion FIL. */
    public static final BigInteger SUPPLY = BigInteger.valueOf(2_000_000_000L).multiply(BigInteger.TEN.pow(18));

    private static final BigInteger PER_GIB = BigInteger.valueOf(260_000_000_000_000L);
    private static final long HALF_WAVE = 500;
    private static final BigInteger THOUSAND = BigInteger.valueOf(1000);
    private static final BigInteger TEN_PERCENT_MORE = BigInteger.valueOf(110);
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    private Collateral() {}

    /** What the market asks for when it is published. */
    public static BigInteger least(long size, long epoch) {
        long phase = Math.floorMod(epoch, 2 * HALF_WAVE);
        long up = phase <= HALF_WAVE ? phase : 2 * HALF_WAVE - phase;
        BigInteger drift = BigInteger.valueOf(950 + up / 5);
        return PER_GIB.multiply(BigInteger.valueOf(size))
                .shiftRight(30)
                .multiply(drift)
                .divide(THOUSAND);
    }

    /** What a node tells clients: ten percent more, so that it still holds when the deal is published. */
    public static BigInteger advised(long size, long epoch) {
        return least(size, epoch).multiply(TEN_PERCENT_MORE).divide(HUNDRED);
    }
}
