package io.whypfs.devnet.provider;

import io.whypfs.devnet.chain.Miner;
import io.whypfs.devnet.fault.FaultKind;
import io.whypfs.devnet.fault.Faults;
import io.whypfs.devnet.mk12.Ask;
import java.math.BigInteger;

/**
 * A provider's conditions.
 *
 * @param port on which it listens
 * @param price attoFIL per GiB and epoch
 * @param sealingEstimate epochs that it needs before a deal may start
 */
public record Terms(
        Miner miner,
        int port,
        BigInteger price,
        BigInteger verifiedPrice,
        long minSize,
        long sealingEstimate,
        boolean takesVerified,
        boolean takesUnverified) {

    /** An ask is made new every fifteen days, and holds for sixty. */
    private static final long PERIOD = 43_200;

    private static final long VALID = 4 * PERIOD;
    private static final BigInteger RAISE = BigInteger.valueOf(1000);
    private static final BigInteger FLOOR = BigInteger.valueOf(1_000_000);

    /** The ask of an epoch. */
    Ask ask(long epoch, Faults faults) {
        String provider = miner.address().toString();
        boolean raised = faults.isOn(provider, FaultKind.PRICE_RAISED);
        boolean expired = faults.isOn(provider, FaultKind.ASK_EXPIRED);
        long made = epoch / PERIOD * PERIOD;
        return new Ask(
                miner.address(),
                raised ? price.max(FLOOR).multiply(RAISE) : price,
                raised ? verifiedPrice.max(FLOOR).multiply(RAISE) : verifiedPrice,
                minSize,
                miner.sectorSize(),
                made,
                expired ? Math.max(0, epoch - 1) : made + VALID,
                2 * (epoch / PERIOD) + (raised ? 2 : 1));
    }
}
