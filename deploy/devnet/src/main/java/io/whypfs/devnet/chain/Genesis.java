package io.whypfs.devnet.chain;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Who is there from the first epoch on: the system's actors, and each provider with owner, worker and stake. */
public final class Genesis {

    private static final Map<Long, String> SYSTEM = Map.of(
            0L, "system",
            1L, "init",
            2L, "reward",
            3L, "cron",
            4L, "storagepower",
            5L, "storagemarket",
            6L, "verifiedregistry",
            7L, "datacap",
            10L, "eam",
            99L, "account");
    private static final BigInteger FIL = BigInteger.TEN.pow(18);
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000).multiply(FIL);
    private final Collection<Miner> miners;

    public Genesis(Collection<Miner> miners) {
        this.miners = List.copyOf(miners);
    }

    /** What is there already stays as it is, so that providers can be added at a restart. */
    void found(Chain chain) {
        Accounts accounts = chain.accounts();
        SYSTEM.forEach(accounts::found);
        for (Miner miner : miners) {
            if (accounts.find(miner.id()).isEmpty()) {
                accounts.found(miner.id(), "storageminer");
                accounts.found(miner.owner(), "account");
                accounts.found(miner.workerId(), miner.worker().address());
                chain.grant(miner.worker().address(), MILLION.shiftLeft(1), BigInteger.ZERO);
                chain.stake(miner.workerId(), miner.id(), MILLION);
            }
        }
    }
}
