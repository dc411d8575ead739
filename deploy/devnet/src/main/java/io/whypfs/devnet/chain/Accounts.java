package io.whypfs.devnet.chain;

import io.whypfs.devnet.store.Store;
import io.whypfs.devnet.store.Table;
import io.whypfs.devnet.wire.Address;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Actors with their ids, keys, balances and nonces. */
public final class Accounts {

    public static final long MARKET = 5;
    public static final long BURNT = 99;
    private static final long FIRST_FREE = 10_000;
    private final Table<Rows.Account> rows;

    public Accounts(Store store) {
        this.rows = store.table("accounts", Rows.Account.class, true);
    }

    /** An actor without a key: the system's own, and miners. */
    void found(long id, String kind) {
        if (rows.find(id).isEmpty()) {
            rows.put(id, new Rows.Account(id, null, kind, BigInteger.ZERO, 0));
        }
    }

    void found(long id, Address key) {
        if (rows.find(id).isEmpty()) {
            rows.put(id, new Rows.Account(id, key, "account", BigInteger.ZERO, 0));
        }
    }

    public Optional<Rows.Account> find(Address address) {
        if (address.protocol() == Address.ID) {
            return rows.find(address.id());
        }
        return rows.view().stream()
                .filter(account -> address.equals(account.key()))
                .findFirst();
    }

    public Optional<Rows.Account> find(long id) {
        return rows.find(id);
    }

    /** Finds an account, or makes one for a key that was never seen. */
    Rows.Account findOrMake(Address key) {
        return find(key).orElseGet(() -> {
            long id = Math.max(
                    FIRST_FREE,
                    rows.view().stream().mapToLong(Rows.Account::id).max().orElse(0) + 1);
            Rows.Account fresh = new Rows.Account(id, key, "account", BigInteger.ZERO, 0);
            rows.put(id, fresh);
            return fresh;
        });
    }

    void add(long id, BigInteger amount) {
        Rows.Account account = rows.find(id).orElseThrow(() -> new IllegalStateException("there is no actor t0" + id));
        rows.put(id, account.plus(amount));
    }

    void nextNonce(long id) {
        rows.find(id).ifPresent(account -> rows.put(id, account.next()));
    }

    public List<Rows.Account> all() {
        return rows.all();
    }
}
