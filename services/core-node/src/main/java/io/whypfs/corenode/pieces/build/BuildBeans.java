package io.whypfs.corenode.pieces.build;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.whypfs.corenode.dag.VerifiedBlocks;
import io.whypfs.corenode.pieces.PiecesConfig;
import io.whypfs.corenode.pieces.layout.LayoutRepository;
import io.whypfs.corenode.registry.CoreId;
import io.whypfs.corenode.registry.Registry;
import io.whypfs.corenode.storage.Storage;
import io.whypfs.events.Topics;
import io.whypfs.kit.health.Degraded;
import io.whypfs.kit.inbox.EventConsumers;
import io.whypfs.kit.internal.InternalCredential;
import io.whypfs.kit.outbox.OutboxRelay;
import io.whypfs.kit.outbox.OutboxRepository;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** Wires the building of pieces, and runs it from start to end. */
@Singleton
final class BuildBeans {

    private static final int BEFORE_THE_STORAGE_CLOSES = 10;

    private final PiecesConfig config;
    private final Clock clock;

    BuildBeans(PiecesConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Produces
    @Singleton
    BuildsRepository builds(DataSource dataSource) {
        return new BuildsRepository(dataSource);
    }

    @Produces
    @Singleton
    BuildWorker worker(
            DataSource dataSource,
            BuildsRepository builds,
            OutboxRepository outbox,
            OutboxRelay relay,
            Storage storage,
            Registry registry,
            InternalCredential credential,
            CoreId core,
            Degraded degraded,
            MeterRegistry metrics) {
        StopSignal stop = new StopSignal();
        DatabasePatience patience = new DatabasePatience(degraded, stop);
        // Blocks of a build are read once; they must not drive what users read out of the memory.
        VerifiedBlocks verified = new VerifiedBlocks(storage.store(), 0, metrics);
        PieceBuilder builder = new PieceBuilder(
                core.value(),
                new PieceBuilder.Tables(
                        builds, new BuildOutcomesRepository(dataSource, outbox), new LayoutRepository(dataSource)),
                new PieceBuilder.Blocks(
                        verified,
                        new MemberCopies(storage.store(), new OtherCores(registry, core.value(), credential)),
                        new RootDirectory(storage.store(), verified)),
                hashing(),
                new RetryDelays(config.retryFirst(), config.retryMost()),
                new BuildMetrics(metrics),
                stop,
                patience,
                clock);
        return new BuildWorker(core.value(), builds, builder, patience, stop, settings(), relay::wake, clock);
    }

    private BuildWorker.Settings settings() {
        if (config.parallelBuilds() < 1 || config.poll().toMillis() < 1) {
            throw new IllegalArgumentException("The settings whypfs.pieces.parallel-builds=" + config.parallelBuilds()
                    + " and whypfs.pieces.poll=" + config.poll() + " must be positive.");
        }
        return new BuildWorker.Settings(config.parallelBuilds(), config.poll());
    }

    private PieceHashing hashing() {
        int processors = Runtime.getRuntime().availableProcessors();
        int threads = config.hashThreads().orElse(Math.max(1, processors / 2));
        if (threads < 1) {
            throw new IllegalArgumentException("The setting whypfs.pieces.hash-threads=" + threads
                    + " must be positive; leave it out for half of the processors.");
        }
        Executor executor = Executors.newFixedThreadPool(
                threads,
                Thread.ofPlatform()
                        .daemon()
                        .name("piece-hash-", 0)
                        .priority(Thread.MIN_PRIORITY)
                        .factory());
        return new PieceHashing(executor, threads, config.hashSeparatelyFrom().asLongValue());
    }

    void start(@Observes StartupEvent event, EventConsumers consumers, BuildsRepository builds, BuildWorker worker) {
        consumers.start(Topics.BUCKET, PiecesConfig.CONSUMER_GROUP, new BucketFacts(builds, clock)::apply);
        worker.start();
    }

    void stop(@Observes @Priority(BEFORE_THE_STORAGE_CLOSES) ShutdownEvent event, BuildWorker worker) {
        worker.close();
    }
}
