package io.whypfs.devnet.chain;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Drives the chain at its pace, unless somebody drives it by hand. */
public final class Ticker implements AutoCloseable {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("epochs").factory());
    private final Chain chain;
    private volatile boolean paused;

    public Ticker(Chain chain, boolean paused) {
        this.chain = chain;
        this.paused = paused;
    }

    public void start() {
        long every = chain.time().epochMillis();
        thread.scheduleAtFixedRate(this::tick, every, every, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        if (!paused) {
            chain.tick();
        }
    }

    public boolean isPaused() {
        return paused;
    }

    public void pause(boolean stand) {
        if (paused && !stand) {
            chain.resume();
        }
        paused = stand;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
