package io.whypfs.corenode.pieces.build;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.whypfs.core.blockstore.Blockstore;
import io.whypfs.corenode.dag.VerifiedBlocks;
import io.whypfs.corenode.pieces.layout.LayoutRepository;
import io.whypfs.corenode.registry.Registry;
import io.whypfs.events.Event;
import io.whypfs.events.EventEnvelope;
import io.whypfs.ipld.block.BlockSource;
import io.whypfs.kit.health.Degraded;
import io.whypfs.kit.inbox.PoisonEventException;
import io.whypfs.kit.internal.InternalCredential;
import io.whypfs.kit.outbox.OutboxRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** A core's builder of pieces, without the rest of the service. */
public final class BuilderFixture implements AutoCloseable {

    /** Small enough that a test sees a JVM of its own at work. */
    private static final long SEPARATE_FROM = 1 << 20;

    private final ExecutorService hashers;
    private final BuildWorker worker;
    private final BuildsRepository builds;
    private final Clock clock;

    public BuilderFixture(DataSource database, Blockstore store, Registry registry, UUID core, Clock clock) {
        this(database, store, store, registry, core, clock, 2);
    }

    /** @param source what blocks are read from */
    public BuilderFixture(
            DataSource database,
            Blockstore store,
            BlockSource source,
            Registry registry,
            UUID core,
            Clock clock,
            int hashThreads) {
        this.clock = clock;
        this.builds = new BuildsRepository(database);
        this.hashers = Executors.newFixedThreadPool(hashThreads);
        StopSignal stop = new StopSignal();
        DatabasePatience patience = new DatabasePatience(new Degraded(), stop);
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        VerifiedBlocks verified = new VerifiedBlocks(source, 0, metrics);
        PieceBuilder builder = new PieceBuilder(
                core,
                new PieceBuilder.Tables(
                        builds,
                        new BuildOutcomesRepository(database, new OutboxRepository()),
                        new LayoutRepository(database)),
                new PieceBuilder.Blocks(
                        verified,
                        new MemberCopies(
                                store, new OtherCores(registry, core, new InternalCredential("a token of sixteen"))),
                        new RootDirectory(store, verified)),
                new PieceHashing(hashers, hashThreads, SEPARATE_FROM),
                new RetryDelays(Duration.ofSeconds(5), Duration.ofMinutes(1)),
                new BuildMetrics(metrics),
                stop,
                patience,
                clock);
        this.worker = new BuildWorker(
                core,
                builds,
                builder,
                patience,
                stop,
                new BuildWorker.Settings(1, Duration.ofMillis(50)),
                () -> {},
                clock);
    }

    /** Gives facts their effect, as the consumer does. */
    public static void apply(DataSource database, List<Event> facts, Clock clock)
            throws SQLException, PoisonEventException {
        BucketFacts handler = new BucketFacts(new BuildsRepository(database), clock);
        long sequence = 0;
        for (Event fact : facts) {
            try (Connection connection = database.getConnection()) {
                handler.apply(connection, EventEnvelope.of(fact, ++sequence, clock.instant(), null));
            }
        }
    }

    public BuilderFixture start() {
        worker.start();
        return this;
    }

    /** Looks for work now. */
    public void wake() {
        worker.wake();
    }

    /** How a bucket's piece stands. */
    public PieceStateResource.View view(UUID bucket) {
        return new PieceStateResource(builds).byBucket(bucket.toString());
    }

    @Override
    public void close() {
        worker.close();
        hashers.shutdownNow();
    }
}
