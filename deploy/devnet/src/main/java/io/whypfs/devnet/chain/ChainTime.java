package io.whypfs.devnet.chain;

import io.whypfs.devnet.store.Store;
import io.whypfs.devnet.store.Table;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The chain's time: wall time plus what jumps have added.
 *
 * <p>A chain that was stopped does not catch up: it goes on with the epoch after its last, and its time stamps jump, as
 * if nobody had found a block meanwhile. So deals survive a night with the machine off.
 */
public final class ChainTime {

    private static final String KEY = "time";
    private static final int STAMPS_KEPT = 1000;
    private final Table<Rows.Time> rows;
    private final Clock clock;
    private final long epochMillis;

    public ChainTime(Store store, Clock clock, long epochMillis) {
        this.rows = store.table("time", Rows.Time.class, false);
        this.clock = clock;
        this.epochMillis = epochMillis;
    }

    /** To be called once the store is open. */
    public void start() {
        long now = clock.millis();
        Rows.Time time = rows.find(KEY)
                .map(last -> stamped(last, last.epoch() + 1, now + last.offsetMillis()))
                .orElseGet(() -> new Rows.Time(0, 0, List.of(new Rows.Stamp(0, now)), List.of(new Rows.Fork(0, 0))));
        rows.put(KEY, time);
    }

    private static Rows.Time stamped(Rows.Time time, long epoch, long millis) {
        List<Rows.Stamp> stamps = new ArrayList<>(time.stamps());
        stamps.removeIf(stamp -> stamp.epoch() >= epoch);
        stamps.add(new Rows.Stamp(epoch, millis));
        int skip = Math.max(0, stamps.size() - STAMPS_KEPT);
        return new Rows.Time(
                time.epoch(), time.offsetMillis(), List.copyOf(stamps.subList(skip, stamps.size())), time.forks());
    }

    private Rows.Time now() {
        return rows.find(KEY).orElseThrow(() -> new IllegalStateException("the chain has not started"));
    }

    public long epoch() {
        return now().epoch();
    }

    public long epochMillis() {
        return epochMillis;
    }

    public long offsetMillis() {
        return now().offsetMillis();
    }

    /** One epoch goes by as wall time does. */
    void step() {
        Rows.Time time = now();
        rows.put(KEY, new Rows.Time(time.epoch() + 1, time.offsetMillis(), time.stamps(), time.forks()));
    }

    /** One epoch goes by at once: chain time goes ahead of wall time. */
    void leap() {
        Rows.Time time = now();
        rows.put(KEY, new Rows.Time(time.epoch() + 1, time.offsetMillis() + epochMillis, time.stamps(), time.forks()));
    }

    /** Epochs follow from here on as if this one had just begun; for a chain that is driven by hand. */
    void stampHead() {
        Rows.Time time = now();
        rows.put(KEY, stamped(time, time.epoch(), clock.millis() + time.offsetMillis()));
    }

    /** The last tip sets get other names. @param from the first epoch that does */
    void branch(long from) {
        Rows.Time time = now();
        List<Rows.Fork> forks = new ArrayList<>(time.forks());
        int number = forks.getLast().number() + 1;
        forks.removeIf(fork -> fork.epoch() >= from);
        forks.add(new Rows.Fork(from, number));
        rows.put(KEY, new Rows.Time(time.epoch(), time.offsetMillis(), time.stamps(), List.copyOf(forks)));
    }

    /** Unix seconds, as block headers have them. */
    public long timestamp(long epoch) {
        Rows.Stamp base = now().stamps().getFirst();
        for (Rows.Stamp stamp : now().stamps()) {
            if (stamp.epoch() <= epoch) {
                base = stamp;
            }
        }
        return Math.floorDiv(base.millis() + (epoch - base.epoch()) * epochMillis, 1000L);
    }

    /** The number of the fork that an epoch's tip set is on. */
    public int fork(long epoch) {
        int number = 0;
        for (Rows.Fork fork : now().forks()) {
            if (fork.epoch() <= epoch) {
                number = fork.number();
            }
        }
        return number;
    }
}
