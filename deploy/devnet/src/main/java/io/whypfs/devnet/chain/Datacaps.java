package io.whypfs.devnet.chain;

import io.whypfs.devnet.store.Store;
import io.whypfs.devnet.store.Table;
import io.whypfs.devnet.wire.DealProposal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** The registry of verified clients: datacap, allocations for deals that wait, claims for deals that are proven. */
public final class Datacaps {

    private static final long DAY = 2880;
    private static final long GRACE = 90 * DAY;
    private static final long LONGEST_TERM = 5 * 365 * DAY;
    private static final long LONGEST_WAIT = 60 * DAY;
    private final Table<Rows.Datacap> caps;
    private final Table<Rows.Allocation> allocations;
    private final Table<Rows.Counter> counters;

    public Datacaps(Store store) {
        this.caps = store.table("datacaps", Rows.Datacap.class, true);
        this.allocations = store.table("allocations", Rows.Allocation.class, true);
        this.counters = store.table("allocation-ids", Rows.Counter.class, false);
    }

    /** Bytes; empty for a client that never had any. */
    public Optional<BigInteger> of(long client) {
        return caps.find(client).map(Rows.Datacap::bytes);
    }

    void add(long client, BigInteger bytes) {
        caps.put(client, new Rows.Datacap(of(client).orElse(BigInteger.ZERO).add(bytes)));
    }

    /** Turns datacap into an allocation for a deal. @return its id */
    long allocate(long deal, DealProposal proposal, long now) {
        add(proposal.client().id(), BigInteger.valueOf(-proposal.pieceSize()));
        long id = counters.find("next").map(Rows.Counter::value).orElse(1L);
        counters.put("next", new Rows.Counter(id + 1));
        long termMax = Math.min(proposal.duration() + GRACE, LONGEST_TERM);
        allocations.put(
                id,
                new Rows.Allocation(
                        id,
                        proposal.client().id(),
                        proposal.provider().id(),
                        proposal.piece(),
                        proposal.pieceSize(),
                        proposal.duration(),
                        termMax,
                        Math.min(proposal.start(), now + LONGEST_WAIT),
                        deal,
                        false));
        return id;
    }

    void claim(long allocation) {
        allocations.find(allocation).ifPresent(found -> allocations.put(allocation, found.claim()));
    }

    /** The deal was never proven: the client has its datacap again. */
    void giveBack(long allocation) {
        allocations.find(allocation).filter(found -> !found.claimed()).ifPresent(found -> {
            add(found.client(), BigInteger.valueOf(found.size()));
            allocations.remove(Long.toString(allocation));
        });
    }

    /** False once a verified deal waited for more than 60 days. */
    boolean holds(long allocation, long epoch) {
        return allocations
                .find(allocation)
                .filter(found -> found.expiration() >= epoch)
                .isPresent();
    }

    public Optional<Rows.Allocation> find(long allocation) {
        return allocations.find(allocation);
    }

    public List<Rows.Allocation> all() {
        return allocations.all();
    }
}
