package io.whypfs.corenode.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.core.blockstore.Blockstore;
import io.whypfs.core.blockstore.BlockstoreOptions;
import io.whypfs.core.blockstore.FlatfsBlockstore;
import io.whypfs.core.blockstore.WriteSession;
import io.whypfs.corenode.pieces.build.BuilderFixture;
import io.whypfs.corenode.pieces.transfer.TransferFixture;
import io.whypfs.corenode.registry.Registries;
import io.whypfs.corenode.registry.Registry;
import io.whypfs.events.PieceReady;
import io.whypfs.filecoin.piece.PieceHasher;
import io.whypfs.filecoin.piece.PieceTree;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.block.BlockSink;
import io.whypfs.ipld.car.CarWriter;
import io.whypfs.ipld.unixfs.FileImport;
import io.whypfs.ipld.unixfs.ImportProfile;
import io.whypfs.ipld.unixfs.UnixFsImporter;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast pieces are made and read; prints, and asserts only what must be right.
 *
 * <p>{@code ./mvnw verify -pl services/core-node -Dgroups=bench -DexcludedGroups= -Dit.test=PieceBenchIT}
 */
@Tag("bench")
class PieceBenchIT {

    private static final double MIB = 1 << 20;
    private static final int FILES = 20_000;
    private static final int FILE_BYTES = 190_000;

    @TempDir
    Path folder;

    private final byte[] noise = new byte[64 << 20];

    PieceBenchIT() {
        new Random(20261124).nextBytes(noise);
    }

    @Test
    void packsTwentyThousandFilesIntoOnePieceAndReadsItBack() throws Exception {
        PieceDatabase database = new PieceDatabase();
        UUID core = UUID.randomUUID();
        UUID bucket = UUID.randomUUID();
        Clock clock = Clock.systemUTC();
        Registry registry = Registries.of(core, clock);
        try (Blockstore store =
                        new FlatfsBlockstore(folder.resolve("blocks"), BlockstoreOptions.DEFAULT.withReserveBytes(0));
                BuilderFixture builder = new BuilderFixture(database.dataSource(), store, registry, core, clock);
                TransferFixture transfers =
                        new TransferFixture(database.dataSource(), store, registry, core, clock, 16 << 20)) {
            List<Cid> members = storeFiles(store);
            long blocks = store.blockCount();
            BuilderFixture.apply(database.dataSource(), PieceDatabase.sealing(bucket, core, members), clock);
            long start = System.nanoTime();
            builder.start();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> builder.view(bucket).state().equals("ready"));
            double seconds = (System.nanoTime() - start) / 1e9;
            PieceReady ready = (PieceReady) database.facts(bucket).getLast().data();
            System.out.printf(
                    "Packing %d files of %d bytes: %.1f s, %.0f MiB/s; bar 30 s%n",
                    FILES, FILE_BYTES, seconds, ready.carBytes() / MIB / seconds);
            assertThat(store.blockCount() - blocks).isEqualTo(ready.blocks() - FILES);
            readBack(transfers, bucket, ready);
        }
    }

    private List<Cid> storeFiles(Blockstore store) throws IOException {
        List<Cid> members = new ArrayList<>();
        try (WriteSession session = store.openSession()) {
            for (int i = 0; i < FILES; i++) {
                byte[] file = new byte[FILE_BYTES];
                System.arraycopy(noise, i * 2048 % (noise.length - FILE_BYTES), file, 0, FILE_BYTES);
                ByteBuffer.wrap(file).putInt(i);
                Cid cid = Cid.v1(Multicodec.RAW, Multihash.sha256(file));
                session.put(new Block(cid, file));
                members.add(cid);
            }
            session.awaitDurable();
        }
        return members;
    }

    private static void readBack(TransferFixture transfers, UUID bucket, PieceReady ready) throws IOException {
        long start = System.nanoTime();
        Cid root = Cid.parse(ready.root());
        long at = 0;
        PieceHasher hasher = PieceHasher.onCallersThread();
        while (at < ready.carBytes()) {
            byte[] part =
                    transfers.range(bucket, root, ready.carBytes(), at, Math.min(64 << 20, ready.carBytes() - at));
            hasher.write(part, 0, part.length);
            at += part.length;
        }
        assertThat(hasher.finish().pieceCid()).hasToString(ready.pieceCid());
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "Reading the piece back, its commitment computed on one core: %.1f s, %.0f MiB/s%n",
                seconds, ready.carBytes() / MIB / seconds);
    }

    @Test
    void chunksHashesArchivesAndCommitsInOnePass() throws Exception {
        for (int round = 1; round <= 4; round++) {
            double onOne = onePass(PieceHasher.onCallersThread());
            try (ExecutorService two = Executors.newFixedThreadPool(2)) {
                long start = System.nanoTime();
                onePass(PieceHasher.onCores(two, 2));
                System.out.printf(
                        "Chunk, CID, CAR and CommP in one pass, round %d: %.0f MiB/s per core (CPU time; bar 250),"
                                + " %.0f MiB/s with two hashing threads (wall time)%n",
                        round, onOne, 4 * noise.length / MIB / ((System.nanoTime() - start) / 1e9));
            }
        }
    }

    /** MiB per second of this thread's CPU time. */
    private double onePass(PieceHasher hasher) throws IOException {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        CarWriter car = new CarWriter(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        write(new byte[] {(byte) b}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        hasher.write(bytes, offset, length);
                    }
                },
                List.of(Cid.v1(Multicodec.RAW, Multihash.sha256(new byte[0]))));
        BlockSink sink = car::put;
        FileImport file = new UnixFsImporter(ImportProfile.UNIXFS_V1_2025, sink).newFile();
        for (int i = 0; i < 4; i++) {
            file.write(noise, 0, noise.length);
        }
        file.finish();
        PieceTree tree = hasher.finish();
        assertThat(tree.payloadBytes()).isGreaterThan(4L * noise.length);
        return 4 * noise.length / MIB / ((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9);
    }
}
