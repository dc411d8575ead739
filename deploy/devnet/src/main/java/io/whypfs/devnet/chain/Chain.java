package io.whypfs.devnet.chain;

import io.whypfs.devnet.codec.Lint;
import io.whypfs.devnet.store.Store;
import io.whypfs.devnet.store.Table;
import io.whypfs.devnet.wire.Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lets one epoch follow the other, and holds the parts of the state together. */
public final class Chain {

    public static final String NETWORK = "whypfs-devnet";
    private final Store store;
    private final ChainTime time;
    private final TipSets tipSets;
    private final Accounts accounts;
    private final Escrows escrows;
    private final Datacaps datacaps;
    private final Market market;
    private final Mempool mempool;
    private final MessageExecution execution;
    private final Table<Rows.Grant> grants;
    private final List<EpochListener> listeners = new ArrayList<>();

    /**
     * To be made before the store is opened, and {@link #begin begun} after.
     *
     * @param shortest duration of a deal in epochs
     */
    public Chain(Store store, ChainTime time, TipSets tipSets, Map<Long, Miner> miners, long shortest, Lint lint) {
        this.store = store;
        this.time = time;
        this.tipSets = tipSets;
        this.accounts = new Accounts(store);
        this.escrows = new Escrows(store);
        this.datacaps = new Datacaps(store);
        PublishCheck check = new PublishCheck(accounts, escrows, datacaps, shortest);
        this.market = new Market(store, accounts, escrows, datacaps, check, miners);
        this.mempool = new Mempool(store, accounts, time, tipSets);
        this.execution = new MessageExecution(accounts, new MarketActor(accounts, escrows, market, lint));
        this.grants = store.table("grants", Rows.Grant.class, false);
    }

    /** Acts in each epoch, under the store's lock, after the messages of that epoch. */
    @FunctionalInterface
    public interface EpochListener {

        void onEpoch(long epoch);
    }

    public void watch(EpochListener listener) {
        listeners.add(listener);
    }

    /** Goes on where the store stands, or founds the network. */
    public void begin(Genesis genesis) {
        store.change(() -> {
            time.start();
            genesis.found(this);
            mempool.load();
            return true;
        });
    }

    /** One epoch, as wall time goes by. */
    public void tick() {
        store.tick(() -> {
            time.step();
            epoch();
        });
    }

    /** Epochs at once, with all that would have happened in them. */
    public void leap(long epochs) {
        store.change(() -> {
            for (long i = 0; i < epochs; i++) {
                time.leap();
                epoch();
            }
            return epochs;
        });
    }

    /** Wall time counts again, from now on. */
    void resume() {
        store.change(() -> {
            time.stampHead();
            return true;
        });
    }

    private void epoch() {
        store.beginEpoch();
        long epoch = time.epoch();
        mempool.execute(execution, epoch);
        market.cron(epoch);
        listeners.forEach(listener -> listener.onEpoch(epoch));
    }

    /**
     * Replaces the last tip sets: what was executed in them is undone and comes again some epochs later, deals under
     * other ids. The height stays.
     *
     * @return how many were replaced; at most what is remembered since the start
     */
    public int reorganise(int count) {
        return store.change(() -> {
            int undone = store.takeBack(count);
            long kept = time.epoch() - undone;
            mempool.takeBack(kept, time.epoch());
            market.forget();
            time.branch(kept + 1);
            store.beginEpoch();
            grants.all().stream().filter(grant -> grant.epoch() > kept).forEach(this::give);
            return undone;
        });
    }

    /** Money and datacap out of nothing. */
    public void grant(Address to, BigInteger fil, BigInteger datacap) {
        store.change(() -> {
            Rows.Grant grant = new Rows.Grant(to, fil, datacap, time.epoch());
            grants.put(Integer.toString(grants.size()), grant);
            give(grant);
            return true;
        });
    }

    private void give(Rows.Grant grant) {
        long id = accounts.findOrMake(grant.to()).id();
        accounts.add(id, grant.fil());
        if (grant.datacap().signum() > 0) {
            datacaps.add(id, grant.datacap());
        }
    }

    /** A provider puts money of its own into the market at genesis. */
    void stake(long owner, long provider, BigInteger amount) {
        accounts.add(owner, amount.negate());
        escrows.add(provider, amount);
    }

    /** Somebody else with the client's key takes what is not locked: the fault of a shared wallet. */
    public BigInteger drain(Rows.Account client) {
        return store.change(() -> {
            BigInteger available = escrows.of(client.id()).available();
            escrows.add(client.id(), available.negate());
            accounts.add(Accounts.BURNT, available);
            return available;
        });
    }

    public long head() {
        return store.read(time::epoch);
    }

    public Store store() {
        return store;
    }

    public ChainTime time() {
        return time;
    }

    public TipSets tipSets() {
        return tipSets;
    }

    public Accounts accounts() {
        return accounts;
    }

    public Escrows escrows() {
        return escrows;
    }

    public Datacaps datacaps() {
        return datacaps;
    }

    public Market market() {
        return market;
    }

    public Mempool mempool() {
        return mempool;
    }

    public List<Rows.Grant> grants() {
        return grants.all();
    }
}
