package io.whypfs.api.owners;

import io.vertx.core.Future;
import io.whypfs.api.config.DealMakerConfig;
import io.whypfs.api.config.SchedulerConfig;
import io.whypfs.api.cores.CoreNode;
import io.whypfs.api.cores.CoreRegistry;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.inside.Endpoint;
import io.whypfs.api.inside.InternalClient;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The owners of this system. */
@Singleton
public final class Owners {

    public static final String SCHEDULER = "bucket-scheduler";
    public static final String DEAL_MAKER = "deal-maker";

    /** What somebody wants done may take longer than what a page asks: a chain may have to answer. */
    private static final int PATIENCE = 10;

    private final InternalClient client;
    private final CoreRegistry registry;
    private final Duration coreLimit;
    private final Clock clock;
    private final Owner scheduler;
    private final Owner dealMaker;
    private final Wishes ofScheduler;
    private final Wishes ofDealMaker;
    private final Map<UUID, Owner> cores = new ConcurrentHashMap<>();

    Owners(
            InternalClient client,
            CoreRegistry registry,
            SchedulerConfig scheduler,
            DealMakerConfig dealMaker,
            Clock clock) {
        this.client = client;
        this.registry = registry;
        this.coreLimit = scheduler.timeout();
        this.clock = clock;
        Endpoint buckets = Endpoint.of(scheduler.url());
        Endpoint deals = Endpoint.of(dealMaker.url());
        this.scheduler = new Owner(SCHEDULER, client, buckets, scheduler.timeout(), clock);
        this.dealMaker = new Owner(DEAL_MAKER, client, deals, dealMaker.timeout(), clock);
        this.ofScheduler = new Wishes(
                client, SCHEDULER, buckets, scheduler.timeout().multipliedBy(PATIENCE), Reason.BUCKET_NOT_FOUND);
        this.ofDealMaker = new Wishes(
                client, DEAL_MAKER, deals, dealMaker.timeout().multipliedBy(PATIENCE), Reason.RECORD_NOT_FOUND);
    }

    public Owner scheduler() {
        return scheduler;
    }

    public Owner dealMaker() {
        return dealMaker;
    }

    /** The scheduler, for what a user wants read or changed. */
    public Wishes ofScheduler() {
        return ofScheduler;
    }

    /** The deal-maker, for what a user wants read or changed. */
    public Wishes ofDealMaker() {
        return ofDealMaker;
    }

    /**
     * Asks a core, and another one when it is silent: each can answer for all of them. Always succeeds; the silent one that is
     * named is the first.
     */
    public Future<Word> askCores(UUID first, String uri) {
        return askCore(first, uri).compose(word -> {
            Optional<CoreNode> other = registry.live().stream()
                    .filter(core -> !core.id().equals(first))
                    .findFirst();
            if (!(word instanceof Word.Silent) || other.isEmpty()) {
                return Future.succeededFuture(word);
            }
            return askCore(other.get().id(), uri).map(second -> second instanceof Word.Silent ? word : second);
        });
    }

    private Future<Word> askCore(UUID id, String uri) {
        Optional<CoreNode> node = registry.find(id);
        Owner known = cores.get(id);
        if (node.isEmpty()) {
            Instant now = clock.instant();
            return Future.succeededFuture(
                    new Word.Silent("core-node " + id, now, known == null ? Optional.empty() : known.remembered(uri)));
        }
        Endpoint endpoint = node.get().endpoint();
        return cores.compute(
                        id,
                        (same, owner) -> owner != null && owner.endpoint().equals(endpoint)
                                ? owner
                                : new Owner("core-node " + id, client, endpoint, coreLimit, clock))
                .ask(uri);
    }
}
