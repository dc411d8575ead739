package io.whypfs.deals.tracking;

import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealStore;
import io.whypfs.deals.deals.DealStoreException;
import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.replication.Moments;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Looks at deals that are due, each on a virtual thread of its own, so that a slow provider holds up nobody but itself.
 * Deals are held by leases, renewed while this worker lives; after a crash others may take them within seconds.
 */
public final class DealWorker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DealWorker.class);
    private static final Duration RENEW = Duration.ofSeconds(3);
    private static final Duration LEAVE = Duration.ofSeconds(5);

    private final UUID owner;
    private final DealStore store;
    private final DealRun run;
    private final Moments moments;
    private final Semaphore places;
    private final AtomicInteger inHand = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread renewing;

    /**
     * @param owner names this worker in leases; its own
     * @param concurrency deals looked at at the same time
     */
    public DealWorker(UUID owner, DealStore store, DealRun run, Moments moments, int concurrency) {
        this.owner = owner;
        this.store = store;
        this.run = run;
        this.moments = moments;
        this.places = new Semaphore(concurrency);
        this.renewing = Thread.ofVirtual().name("deal-leases").start(this::renew);
    }

    /**
     * Takes the deals that are due, as many as there is room for, and returns while they are being looked at.
     *
     * @return how many were taken
     * @throws ChainException when the chain does not say which epoch it is
     */
    public int pass(DealStore.Share share) throws ChainException {
        int room = places.drainPermits();
        if (room == 0) {
            return 0;
        }
        int taken = 0;
        try {
            Moment now = moments.now();
            List<Deal> deals = store.claim(owner, share, now.epoch(), room);
            for (Deal deal : deals) {
                inHand.incrementAndGet();
                threads.execute(() -> look(deal, now));
                taken++;
            }
            return taken;
        } finally {
            places.release(room - taken);
        }
    }

    /** Deals being looked at. */
    public int inHand() {
        return inHand.get();
    }

    private void look(Deal deal, Moment now) {
        try {
            run.run(deal, now);
        } catch (DealStoreException e) {
            LOG.warnf("dealUuid=%s error=\"%s\"", deal.uuid(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "dealUuid=%s state=%s \"a look at the deal failed\"", deal.uuid(), deal.word());
        } finally {
            release(deal);
            inHand.decrementAndGet();
            places.release();
        }
    }

    private void release(Deal deal) {
        try {
            store.release(owner, deal.uuid());
        } catch (DealStoreException e) {
            LOG.debugf("dealUuid=%s \"the lease runs out by itself: %s\"", deal.uuid(), e.getMessage());
        }
    }

    private void renew() {
        try {
            while (!threads.isShutdown()) {
                Thread.sleep(RENEW);
                if (inHand.get() > 0) {
                    renewOnce();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renewOnce() {
        try {
            store.renew(owner);
        } catch (DealStoreException e) {
            LOG.debugf("\"leases were not renewed: %s\"", e.getMessage());
        }
    }

    /** Lets the looks that run end, for a short while. */
    @Override
    public void close() {
        threads.shutdown();
        renewing.interrupt();
        try {
            if (!threads.awaitTermination(LEAVE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
