package io.whypfs.devnet.chain;

import io.whypfs.devnet.store.Store;
import java.util.ArrayList;
import java.util.List;

/** Lets one epoch follow the other. */
public final class Chain {

    public static final String NETWORK = "whypfs-devnet";
    private final Store store;
    private final ChainTime time;
    private final TipSets tipSets;
    private final List<EpochListener> listeners = new ArrayList<>();

    public Chain(Store store, ChainTime time, TipSets tipSets) {
        this.store = store;
        this.time = time;
        this.tipSets = tipSets;
    }

    /** Acts in each epoch, under the store's lock, after the messages of that epoch. */
    @FunctionalInterface
    public interface EpochListener {

        void onEpoch(long epoch);
    }

    public void watch(EpochListener listener) {
        listeners.add(listener);
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
        listeners.forEach(listener -> listener.onEpoch(epoch));
    }

    public long head() {
        return store.read(time::epoch);
    }

    /** The head as clients are told. */
    public long shownHead() {
        return head();
    }

    public String shownName() {
        return NETWORK;
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
}
