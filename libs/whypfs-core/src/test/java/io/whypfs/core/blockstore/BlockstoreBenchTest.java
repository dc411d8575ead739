package io.whypfs.core.blockstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.ipld.block.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers for people: run with {@code -Dgroups=bench -DexcludedGroups=none}. Nothing about time is asserted. */
@Tag("bench")
@SuppressWarnings("SystemOut")
class BlockstoreBenchTest {

    @TempDir
    Path folder;

    @Test
    void smallBlocksEachWaitedFor() throws Exception {
        for (int run = 0; run < 3; run++) {
            measure("4 KiB, 16 threads, wait for each block", 16, 1000, 4096, 1);
        }
    }

    @Test
    void smallBlocksWaitedForByTheHundred() throws Exception {
        for (int run = 0; run < 3; run++) {
            measure("4 KiB, 16 threads, wait for each 100 blocks", 16, 4000, 4096, 100);
        }
    }

    @Test
    void oneMebibyteBlocksOneSession() throws Exception {
        for (int run = 0; run < 3; run++) {
            measure("1 MiB, 1 thread, wait at the end", 1, 1024, 1 << 20, 1024);
        }
    }

    @Test
    void oneMebibyteBlocksFourSessions() throws Exception {
        for (int run = 0; run < 3; run++) {
            measure("1 MiB, 4 threads, wait at the end", 4, 256, 1 << 20, 256);
        }
    }

    private void measure(String what, int threads, int perThread, int bytes, int waitEach) throws Exception {
        Path blocks = folder.resolve("b" + System.nanoTime());
        long seed = System.nanoTime();
        try (FlatfsBlockstore store = new FlatfsBlockstore(blocks, BlockstoreOptions.DEFAULT);
                ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Callable<Void>> writers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                writers.add(writer(store, new Random(seed + i), perThread, bytes, waitEach));
            }
            long start = System.nanoTime();
            for (Future<Void> done : executor.invokeAll(writers)) {
                done.get();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            long count = (long) threads * perThread;
            System.out.printf(
                    "%s: %.2f s, %.0f blocks/s, %.0f MB/s%n",
                    what, seconds, count / seconds, count * (double) bytes / 1e6 / seconds);
            assertThat(store.blockCount()).isEqualTo(count);
        }
    }

    /** Same bytes but for a counter, and a made-up hash, so that neither randomness nor hashing is measured. */
    private static Callable<Void> writer(Blockstore store, Random random, int count, int bytes, int waitEach) {
        byte[] data = new byte[bytes];
        random.nextBytes(data);
        return () -> {
            for (int n = 1; n <= count; n++) {
                putOne(store, random, data, n, waitEach);
            }
            return null;
        };
    }

    private static void putOne(Blockstore store, Random random, byte[] data, int n, int waitEach) throws IOException {
        byte[] name = new byte[16];
        random.nextBytes(name);
        Block named = Blocks.raw(name);
        try (WriteSession session = store.openSession()) {
            session.put(new Block(named.cid(), data));
            if (n % waitEach == 0) {
                session.awaitDurable();
            }
        }
    }
}
