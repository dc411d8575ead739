package io.whypfs.corenode.pieces.transfer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.ext.web.Router;
import io.whypfs.corenode.dag.VerifiedBlocks;
import io.whypfs.corenode.pieces.layout.LayoutRepository;
import io.whypfs.corenode.pieces.layout.PieceLayouts;
import io.whypfs.corenode.registry.Registry;
import io.whypfs.events.DealChanged;
import io.whypfs.events.EventEnvelope;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.ipld.block.BlockSource;
import io.whypfs.kit.health.Degraded;
import io.whypfs.kit.inbox.PoisonEventException;
import io.whypfs.kit.outbox.OutboxRepository;
import io.whypfs.multiformats.Cid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** A core's door for pieces, without the rest of the service. */
public final class TransferFixture implements AutoCloseable {

    public static final String SECRET = "the secret of all tests";

    private final TransfersRepository transfers;
    private final TransferLedger ledger;
    private final PieceRoute route;
    private final PieceBytes bytes;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Clock clock;

    public TransferFixture(
            DataSource database, BlockSource store, Registry registry, UUID core, Clock clock, long layoutCacheBytes) {
        this.clock = clock;
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        this.transfers = new TransfersRepository(database, new OutboxRepository(), Duration.ofSeconds(5));
        this.ledger = new TransferLedger(transfers, new Degraded(), clock, () -> {});
        this.bytes = new PieceBytes(
                new PieceLayouts(new LayoutRepository(database), layoutCacheBytes),
                new VerifiedBlocks(store, 0, meters),
                threads,
                20_000);
        TransferGate gate = new TransferGate(4, 2);
        TransferMetrics metrics = new TransferMetrics(meters, gate);
        this.route = new PieceRoute(
                SECRET.getBytes(StandardCharsets.UTF_8),
                core,
                transfers,
                bytes,
                new HomeRelay(registry, metrics),
                gate,
                ledger,
                metrics);
        ledger.start();
    }

    public void mount(Router router) {
        route.mount(router, threads);
    }

    /** The bytes of a range, straight from layout and blocks. */
    public byte[] range(UUID bucket, Cid root, long carBytes, long from, long length) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bytes.write(new ServedPiece(bucket, bucket, root, carBytes), from, length, out::write);
        return out.toByteArray();
    }

    /** Gives a fact about a deal its effect, as the consumer does. */
    public void apply(DataSource database, DealChanged fact) throws SQLException, PoisonEventException {
        try (Connection connection = database.getConnection()) {
            new DealFacts(transfers, clock).apply(connection, EventEnvelope.of(fact, 1, clock.instant(), null));
        }
    }

    /** A fact about a deal that matters here by piece and end only. */
    public static DealChanged deal(UUID deal, PieceCid piece, boolean isOver) {
        return new DealChanged(
                deal,
                1,
                deal,
                piece.toString(),
                128,
                "f01000",
                "failed",
                "A test.",
                "Nothing.",
                null,
                isOver,
                "f0100",
                false,
                "0",
                0,
                0,
                null,
                null,
                null,
                1);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
