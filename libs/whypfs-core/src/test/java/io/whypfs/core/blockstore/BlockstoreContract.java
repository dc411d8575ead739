package io.whypfs.core.blockstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.ipld.block.Block;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every blockstore does. */
@Timeout(60)
public abstract class BlockstoreContract {

    protected static final Instant DISTANT_FUTURE = Instant.parse("2999-01-01T00:00:00Z");

    protected Blockstore store;

    /** A new, empty store. */
    protected abstract Blockstore open() throws IOException;

    @BeforeEach
    void openStore() throws IOException {
        store = open();
    }

    @AfterEach
    void closeStore() throws IOException {
        store.close();
    }

    @Test
    void answersEmptyForABlockThatIsNotHere() throws IOException {
        Block block = Blocks.raw("absent");

        assertThat(store.get(block.cid())).isEmpty();
        assertThat(store.has(block.cid().multihash())).isFalse();
        assertThat(store.size(block.cid().multihash())).isEmpty();
    }

    @Test
    void givesABlockBackAsSoonAsItWasPut() throws IOException {
        // Given
        Block block = Blocks.raw("hello");

        // When
        try (WriteSession session = store.openSession()) {
            session.put(block);
        }

        // Then
        assertThat(store.get(block.cid())).hasValue(block.data());
        assertThat(store.has(block.cid().multihash())).isTrue();
        assertThat(store.size(block.cid().multihash())).hasValue(5);
    }

    @Test
    void givesABlockBackAfterItIsDurable() throws IOException {
        // Given
        Block block = Blocks.raw("hello");

        // When
        try (WriteSession session = store.openSession()) {
            session.put(block);
            session.awaitDurable();
        }

        // Then
        assertThat(store.get(block.cid())).hasValue(block.data());
        assertThat(store.size(block.cid().multihash())).hasValue(5);
        assertThat(store.blockCount()).isEqualTo(1);
    }

    @Test
    void findsABlockByAnyCidOfItsHash() throws IOException {
        // Given
        Block block = Blocks.raw("one hash, many names");

        // When
        put(block);

        // Then
        Multihash hash = block.cid().multihash();
        assertThat(store.get(Cid.v0(hash))).hasValue(block.data());
        assertThat(store.get(Cid.v1(Multicodec.DAG_CBOR, hash))).hasValue(block.data());
    }

    @Test
    void keepsTheEmptyBlock() throws IOException {
        // Given
        Block empty = Blocks.raw(new byte[0]);

        // When
        put(empty);

        // Then
        assertThat(store.get(empty.cid())).hasValue(new byte[0]);
        assertThat(store.size(empty.cid().multihash())).hasValue(0);
    }

    @Test
    void answersIdentityCidsWithoutKeepingThem() throws IOException {
        // Given
        Cid inline = Cid.v1(Multicodec.RAW, Multihash.identity(new byte[] {1, 2, 3}));

        // When
        put(new Block(inline, new byte[] {1, 2, 3}));

        // Then
        assertThat(store.get(inline)).hasValue(new byte[] {1, 2, 3});
        assertThat(store.has(inline.multihash())).isTrue();
        assertThat(store.size(inline.multihash())).hasValue(3);
        assertThat(keys()).isEmpty();
        assertThat(store.deleteUnlessStampedSince(inline.multihash(), DISTANT_FUTURE))
                .isFalse();
    }

    @Test
    void completesASessionThatPutNothing() throws IOException {
        try (WriteSession session = store.openSession()) {
            session.awaitDurable();
        }
        assertThat(keys()).isEmpty();
    }

    @Test
    void refusesUseOfAClosedSession() throws IOException {
        WriteSession session = store.openSession();
        session.close();

        assertThatThrownBy(() -> session.put(Blocks.raw("late"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(session::durable).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void listsEachKeyOnce() throws IOException {
        // Given
        List<Block> blocks = List.of(Blocks.raw("a"), Blocks.raw("b"), Blocks.raw("c"));

        // When
        for (Block block : blocks) {
            put(block);
        }
        put(blocks.getFirst());

        // Then
        assertThat(keys())
                .containsExactlyInAnyOrderElementsOf(
                        blocks.stream().map(block -> block.cid().multihash()).toList());
        assertThat(store.blockCount()).isEqualTo(3);
    }

    @Test
    void deletesOnlyBlocksThatNobodyStampedSince() throws IOException {
        // Given
        Block block = Blocks.raw("old");
        put(block);
        Multihash key = block.cid().multihash();

        // When
        boolean early = store.deleteUnlessStampedSince(key, Instant.EPOCH);
        boolean late = store.deleteUnlessStampedSince(key, DISTANT_FUTURE);
        boolean again = store.deleteUnlessStampedSince(key, DISTANT_FUTURE);

        // Then
        assertThat(List.of(early, late, again)).containsExactly(false, true, false);
        assertThat(store.get(block.cid())).isEmpty();
        assertThat(store.blockCount()).isZero();
    }

    @Test
    void callsTheListenerBeforeTheFutureCompletes() throws Exception {
        // Given
        List<String> told = new ArrayList<>();
        RoundListener<String> listener = told::addAll;

        // When
        try (WriteSession session = store.openSession()) {
            session.put(Blocks.raw("pinned"));
            session.durable(listener, "pin of content 1").get();
        }

        // Then
        assertThat(told).containsExactly("pin of content 1");
    }

    @Test
    void failsOnlyTheItemsOfAListenerThatThrows() throws IOException {
        // Given
        RoundListener<String> broken = _ -> {
            throw new IllegalStateException("no database");
        };

        // When
        try (WriteSession session = store.openSession()) {
            session.put(Blocks.raw("safe anyway"));
            CompletableFuture<Void> failed = session.durable(broken, "pin");

            // Then
            assertThatThrownBy(failed::join).hasRootCauseMessage("no database");
            session.awaitDurable();
        }
    }

    @Test
    void keepsAllBlocksOfManySessionsAtOnce() throws Exception {
        // Given
        int threads = 16;
        long seed = 42;
        List<Callable<List<Block>>> writers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Random random = new Random(seed + i % 4);
            writers.add(() -> {
                List<Block> written = new ArrayList<>();
                try (WriteSession session = store.openSession()) {
                    for (int n = 0; n < 50; n++) {
                        Block block = Blocks.random(random, random.nextInt(5000));
                        session.put(block);
                        written.add(block);
                        if (n % 10 == 0) {
                            session.awaitDurable();
                        }
                    }
                    session.awaitDurable();
                }
                return written;
            });
        }

        // When
        List<Future<List<Block>>> results;
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            results = executor.invokeAll(writers);
        }

        // Then
        for (Future<List<Block>> result : results) {
            for (Block block : result.get()) {
                assertThat(store.get(block.cid())).hasValue(block.data());
            }
        }
        assertThat(store.blockCount()).isEqualTo(keys().size());
    }

    protected void put(Block block) throws IOException {
        try (WriteSession session = store.openSession()) {
            session.put(block);
            session.awaitDurable();
        }
    }

    protected List<Multihash> keys() throws IOException {
        List<Multihash> keys = new ArrayList<>();
        store.forEachKey(keys::add);
        return keys;
    }
}
