package io.whypfs.core.blockstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.whypfs.core.files.CountingFileLayer;
import io.whypfs.core.files.ForgetfulFileLayer;
import io.whypfs.core.files.ForgetfulFileLayer.Flaw;
import io.whypfs.core.files.ForgetfulFileLayer.SyncKind;
import io.whypfs.core.files.NioFileLayer;
import io.whypfs.ipld.block.Block;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rounds: what is synced when, who waits for whom, who is held back. */
@Timeout(60)
class GroupCommitTest {

    private static final Path ROOT = Path.of("/disk/blocks");

    @TempDir
    Path folder;

    private final ForgetfulFileLayer disk = new ForgetfulFileLayer(ROOT.getParent(), SyncKind.EVERYTHING, Flaw.NONE, 1);
    private final CountingFileLayer files = new CountingFileLayer(disk);

    private FlatfsBlockstore stepped() throws IOException {
        FlatfsBlockstore store = FlatfsBlockstore.stepped(files, ROOT, BlockstoreOptions.DEFAULT);
        files.forget();
        return store;
    }

    @Test
    void syncsDataBeforeTheNameAndTheNameBeforeTheAnswer() throws IOException {
        // Given
        FlatfsBlockstore store = stepped();
        WriteSession session = store.openSession();
        session.put(Blocks.raw("a"));
        CompletableFuture<Void> durable = session.durable();

        // When
        store.committer().round();
        boolean afterFirst = durable.isDone();
        store.committer().round();

        // Then
        assertThat(files.calls()).containsExactly("write", "sync", "rename", "sync");
        assertThat(afterFirst).isFalse();
        assertThat(durable).isCompleted();
    }

    @Test
    void callsSyncOnTheRealDiskBeforeItAnswers() throws IOException {
        // Given
        CountingFileLayer real = new CountingFileLayer(NioFileLayer.open(folder));
        try (FlatfsBlockstore store = new FlatfsBlockstore(real, folder, BlockstoreOptions.DEFAULT);
                WriteSession session = store.openSession()) {
            real.forget();

            // When
            session.put(Blocks.raw("a"));
            session.awaitDurable();

            // Then
            assertThat(real.calls()).containsExactly("write", "sync", "rename", "sync");
        }
    }

    @Test
    void sharesASyncBetweenTheNamesOfOneBatchAndTheDataOfTheNext() throws IOException {
        // Given
        FlatfsBlockstore store = stepped();
        WriteSession one = store.openSession();
        WriteSession two = store.openSession();

        // When
        one.put(Blocks.raw("a"));
        two.put(Blocks.raw("b"));
        CompletableFuture<Void> first = one.durable();
        store.committer().round();
        two.put(Blocks.raw("c"));
        CompletableFuture<Void> second = two.durable();
        store.committer().round();
        boolean secondTooEarly = second.isDone();
        store.committer().round();
        store.committer().round();

        // Then
        assertThat(files.calls())
                .containsExactly("write", "write", "sync", "rename", "rename", "write", "sync", "rename", "sync");
        assertThat(first).isCompleted();
        assertThat(secondTooEarly).isFalse();
        assertThat(second).isCompleted();
    }

    @Test
    void writesABlockOnceAndLetsTheSecondSessionWaitForItsRound() throws IOException {
        // Given
        FlatfsBlockstore store = stepped();
        WriteSession one = store.openSession();
        WriteSession two = store.openSession();

        // When
        one.put(Blocks.raw("shared"));
        two.put(Blocks.raw("shared"));
        CompletableFuture<Void> beforeRename = two.durable();
        store.committer().round();
        WriteSession three = store.openSession();
        three.put(Blocks.raw("shared"));
        CompletableFuture<Void> afterRename = three.durable();
        boolean early = beforeRename.isDone() || afterRename.isDone();
        store.committer().round();

        // Then
        assertThat(early).isFalse();
        assertThat(beforeRename).isCompleted();
        assertThat(afterRename).isCompleted();
        assertThat(files.calls()).containsExactly("write", "sync", "rename", "sync");
    }

    @Test
    void doesNotWaitForBlocksThatAreDurable() throws IOException {
        // Given
        FlatfsBlockstore store = stepped();
        store.openSession().put(Blocks.raw("old"));
        store.committer().round();
        store.committer().round();
        files.forget();
        WriteSession session = store.openSession();

        // When
        session.put(Blocks.raw("old"));

        // Then
        assertThat(session.durable()).isCompleted();
        assertThat(files.calls()).containsExactly("touch");
    }

    @Test
    void tellsAListenerAllItemsOfARoundTogether() throws IOException {
        // Given
        FlatfsBlockstore store = stepped();
        List<List<String>> told = new ArrayList<>();
        RoundListener<String> pins = told::add;
        for (int i = 0; i < 3; i++) {
            WriteSession session = store.openSession();
            session.put(Blocks.raw("block " + i));
            session.durable(pins, "pin " + i);
        }

        // When
        store.committer().round();
        store.committer().round();

        // Then
        assertThat(told).containsExactly(List.of("pin 0", "pin 1", "pin 2"));
    }

    @Test
    void holdsAWriterBackUntilItsBytesAreSynced() throws Exception {
        // Given
        BlockstoreOptions options = BlockstoreOptions.DEFAULT.withBytesInFlight(100, 1000);
        FlatfsBlockstore store = FlatfsBlockstore.stepped(files, ROOT, options);
        WriteSession session = store.openSession();
        Random random = new Random(3);
        session.put(Blocks.random(random, 60));
        Block second = Blocks.random(random, 60);
        FutureTask<Void> put = new FutureTask<>(() -> {
            session.put(second);
            return null;
        });

        // When
        Thread.ofVirtual().start(put);
        Throwable early = catchThrowable(() -> put.get(200, TimeUnit.MILLISECONDS));
        store.openSession().put(Blocks.random(random, 60));
        store.committer().round();
        put.get(10, TimeUnit.SECONDS);

        // Then
        assertThat(early).isInstanceOf(java.util.concurrent.TimeoutException.class);
        assertThat(store.get(second.cid())).hasValue(second.data());
    }

    @Test
    void writesFarMoreThanTheBoundWithoutAnyoneWaitingForDurability() throws IOException {
        // Given
        BlockstoreOptions options = BlockstoreOptions.DEFAULT.withBytesInFlight(10_000, 20_000);
        Random random = new Random(5);

        // When
        try (FlatfsBlockstore store = new FlatfsBlockstore(folder, options);
                WriteSession session = store.openSession()) {
            for (int i = 0; i < 200; i++) {
                session.put(Blocks.random(random, 3000));
            }
            session.put(Blocks.random(random, 50_000));

            // Then
            assertThat(store.freeBytes()).isPositive();
        }
        try (FlatfsBlockstore store = new FlatfsBlockstore(folder, options)) {
            assertThat(store.blockCount()).isEqualTo(201);
        }
    }

    @Test
    void letsAnotherSessionWriteTheBlockWhoseWriterWasInterrupted() throws Exception {
        // Given
        BlockstoreOptions options = BlockstoreOptions.DEFAULT.withBytesInFlight(100, 1000);
        FlatfsBlockstore store = FlatfsBlockstore.stepped(files, ROOT, options);
        WriteSession stuck = store.openSession();
        Random random = new Random(3);
        stuck.put(Blocks.random(random, 90));
        Block wanted = Blocks.random(random, 60);
        FutureTask<Void> put = new FutureTask<>(() -> {
            stuck.put(wanted);
            return null;
        });
        Thread writer = Thread.ofPlatform().start(put);

        // When
        writer.interrupt();
        Throwable failure = catchThrowable(put::get);
        WriteSession other = store.openSession();
        other.put(wanted);

        // Then
        assertThat(failure).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(InterruptedIOException.class);
        assertThat(store.get(wanted.cid())).hasValue(wanted.data());
    }

    @Test
    void refusesBlocksBelowTheReserveAndTakesThemAgainWhenThereIsSpace() throws IOException {
        // Given
        disk.freeBytes(1_000_000);
        FlatfsBlockstore store =
                FlatfsBlockstore.stepped(files, ROOT, BlockstoreOptions.DEFAULT.withReserveBytes(990_000));
        WriteSession session = store.openSession();
        session.put(Blocks.raw("fits"));
        disk.freeBytes(990_100);

        // When
        Block refused = Blocks.random(new Random(1), 8000);
        Throwable failure = catchThrowable(() -> session.put(refused));
        disk.freeBytes(5_000_000);
        session.put(refused);

        // Then
        assertThat(failure)
                .isInstanceOf(DiskReserveException.class)
                .hasMessage("The disk has 990100 bytes free and keeps 990000 in reserve; no block is taken until space"
                        + " is made or the reserve is lowered.");
        assertThat(store.get(refused.cid())).hasValue(refused.data());
        assertThat(store.reserveBytes()).isEqualTo(990_000);
    }

    @Test
    void refusesWritesAfterClose() throws IOException {
        // Given
        FlatfsBlockstore store = new FlatfsBlockstore(folder, BlockstoreOptions.DEFAULT);
        WriteSession session = store.openSession();

        // When
        store.close();

        // Then
        assertThatThrownBy(() -> session.put(Blocks.raw("late")))
                .isInstanceOf(StoreReadOnlyException.class)
                .hasMessage("The blockstore at " + folder + " is closed.");
        assertThat(Files.exists(folder.resolve("SHARDING"))).isTrue();
    }
}
