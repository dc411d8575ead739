package io.whypfs.corenode.pieces.transfer;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.Router;
import io.whypfs.corenode.dag.VerifiedBlocks;
import io.whypfs.corenode.http.ByteThreads;
import io.whypfs.corenode.pieces.PiecesConfig;
import io.whypfs.corenode.pieces.layout.LayoutRepository;
import io.whypfs.corenode.pieces.layout.PieceLayouts;
import io.whypfs.corenode.registry.CoreId;
import io.whypfs.corenode.registry.Registry;
import io.whypfs.corenode.storage.Storage;
import io.whypfs.events.Topics;
import io.whypfs.kit.health.Degraded;
import io.whypfs.kit.inbox.EventConsumers;
import io.whypfs.kit.outbox.OutboxRelay;
import io.whypfs.kit.outbox.OutboxRepository;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import javax.sql.DataSource;

/** Wires the door through which pieces go out. */
@Singleton
final class TransferBeans {

    private static final int SHORTEST_SECRET = 16;

    private final PiecesConfig config;
    private final Clock clock;

    TransferBeans(PiecesConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Produces
    @Singleton
    TransfersRepository transfers(DataSource dataSource, OutboxRepository outbox) {
        return new TransfersRepository(dataSource, outbox, config.tellEvery());
    }

    @Produces
    @Singleton
    TransferLedger ledger(TransfersRepository transfers, Degraded degraded, OutboxRelay relay) {
        return new TransferLedger(transfers, degraded, clock, relay::wake);
    }

    @Produces
    @Singleton
    PieceRoute route(
            DataSource dataSource,
            TransfersRepository transfers,
            TransferLedger ledger,
            Storage storage,
            Registry registry,
            CoreId core,
            ByteThreads threads,
            MeterRegistry meters) {
        TransferGate gate = new TransferGate(config.maxTransfers(), config.maxTransfersPerDeal());
        TransferMetrics metrics = new TransferMetrics(meters, gate);
        // Every provider reads a piece once; its blocks must not drive what users read out of the memory.
        PieceBytes bytes = new PieceBytes(
                new PieceLayouts(
                        new LayoutRepository(dataSource), config.layoutCache().asLongValue()),
                new VerifiedBlocks(storage.store(), 0, meters),
                threads,
                config.readAhead().asLongValue());
        return new PieceRoute(
                key(), core.value(), transfers, bytes, new HomeRelay(registry, metrics), gate, ledger, metrics);
    }

    private byte[] key() {
        if (config.secret().length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "The setting whypfs.pieces.secret must have at least " + SHORTEST_SECRET + " characters.");
        }
        if (config.maxTransfers() < 1 || config.maxTransfersPerDeal() < 1) {
            throw new IllegalArgumentException("The settings whypfs.pieces.max-transfers=" + config.maxTransfers()
                    + " and whypfs.pieces.max-transfers-per-deal=" + config.maxTransfersPerDeal()
                    + " must be positive.");
        }
        return config.secret().getBytes(StandardCharsets.UTF_8);
    }

    void mount(@Observes Router router, ByteThreads threads, PieceRoute route) {
        route.mount(router, threads);
    }

    void start(
            @Observes StartupEvent event,
            EventConsumers consumers,
            TransfersRepository transfers,
            TransferLedger ledger) {
        ledger.start();
        consumers.start(Topics.DEAL, PiecesConfig.CONSUMER_GROUP, new DealFacts(transfers, clock)::apply);
    }

    void stop(@Observes ShutdownEvent event, TransferLedger ledger) {
        ledger.close();
    }
}
