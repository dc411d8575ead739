package io.whypfs.devnet.chain;

import io.whypfs.devnet.store.Store;
import io.whypfs.devnet.store.Table;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** Money that clients and providers have in the market, and what of it is locked by deals. */
public final class Escrows {

    private final Table<Rows.Escrow> rows;

    public Escrows(Store store) {
        this.rows = store.table("escrows", Rows.Escrow.class, true);
    }

    public Rows.Escrow of(long id) {
        return rows.find(id).orElse(Rows.Escrow.NONE);
    }

    void add(long id, BigInteger amount) {
        set(id, of(id).plus(amount));
    }

    void lock(long id, BigInteger amount) {
        set(id, of(id).lock(amount));
    }

    /** Locked money of one goes to another. */
    void pay(long from, long to, BigInteger amount) {
        add(from, amount.negate());
        add(to, amount);
    }

    private void set(long id, Rows.Escrow escrow) {
        if (escrow.locked().signum() < 0 || escrow.available().signum() < 0) {
            throw new IllegalStateException("escrow of t0" + id + " would not hold: " + escrow);
        }
        rows.put(id, escrow);
    }

    public Map<String, Rows.Escrow> all() {
        Map<String, Rows.Escrow> all = new TreeMap<>();
        rows.keys().forEach(key -> all.put(key, of(Long.parseLong(key))));
        return all;
    }
}
