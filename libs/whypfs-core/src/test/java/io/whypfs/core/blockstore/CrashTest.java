package io.whypfs.core.blockstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.core.files.ForgetfulFileLayer;
import io.whypfs.core.files.ForgetfulFileLayer.Flaw;
import io.whypfs.core.files.ForgetfulFileLayer.PowerLoss;
import io.whypfs.core.files.ForgetfulFileLayer.SyncKind;
import io.whypfs.ipld.block.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Takes the power away at every operation of a scripted workload of several sessions, and looks what is left. */
@Timeout(120)
class CrashTest {

    private static final Path DISK = Path.of("/disk");
    private static final Path ROOT = DISK.resolve("blocks");
    private static final int OUTCOMES = 4;
    private static final int STEPS = 45;

    private final List<Block> universe = universe();

    private static List<Block> universe() {
        Random random = new Random(7);
        List<Block> blocks = new ArrayList<>(List.of(Blocks.raw(new byte[0]), Blocks.raw("x")));
        IntStream.range(0, 12).forEach(i -> blocks.add(Blocks.random(random, 1 + i * 37)));
        return blocks;
    }

    /** One process's life on the disk: what it said was safe. */
    private final class Life {
        private final ForgetfulFileLayer files;
        private final Random random;
        private final Set<Block> acknowledged = new HashSet<>();
        private final List<WriteSession> sessions = new ArrayList<>();
        private final List<Set<Block>> puts = new ArrayList<>();
        private final List<CompletableFuture<Void>> answers = new ArrayList<>();

        private Life(ForgetfulFileLayer files, long seed) {
            this.files = files;
            this.random = new Random(seed);
        }

        /** Runs the script; true when it reached its end before the power loss. */
        private boolean run() {
            try {
                FlatfsBlockstore store = FlatfsBlockstore.stepped(files, ROOT, BlockstoreOptions.DEFAULT);
                IntStream.range(0, 3).forEach(i -> puts.add(new HashSet<>()));
                for (int i = 0; i < 3; i++) {
                    sessions.add(store.openSession());
                }
                for (int step = 0; step < STEPS; step++) {
                    step(store);
                }
                store.close();
                assertThat(answers).allMatch(CompletableFuture::isDone);
                return !answers.stream().anyMatch(CompletableFuture::isCompletedExceptionally);
            } catch (IOException _) {
                return false;
            }
        }

        private void step(FlatfsBlockstore store) throws IOException {
            int who = random.nextInt(3);
            int what = random.nextInt(10);
            if (what < 6) {
                Block block = universe.get(random.nextInt(universe.size()));
                sessions.get(who).put(block);
                puts.get(who).add(block);
            } else if (what < 8) {
                Set<Block> promised = Set.copyOf(puts.get(who));
                answers.add(sessions.get(who).durable().thenRun(() -> acknowledged.addAll(promised)));
            } else {
                store.committer().round();
            }
        }
    }

    private void check(ForgetfulFileLayer disk, Set<Block> acknowledged) throws IOException {
        FlatfsBlockstore store = FlatfsBlockstore.stepped(disk, ROOT, BlockstoreOptions.DEFAULT);
        for (Block block : universe) {
            byte[] found = store.get(block.cid()).orElse(null);
            if (found == null) {
                assertThat(acknowledged).as("lost").doesNotContain(block);
            } else {
                assertThat(found).as("bytes of %s", block.cid()).isEqualTo(block.data());
            }
        }
        WriteSession session = store.openSession();
        for (Block block : universe) {
            session.put(block);
        }
        CompletableFuture<Void> durable = session.durable();
        store.committer().round();
        store.committer().round();
        assertThat(durable).isCompleted();
        for (Block block : universe) {
            assertThat(store.get(block.cid())).hasValue(block.data());
        }
    }

    /** Crashes at every operation in turn; returns the number of operations. */
    private int crashEverywhere(SyncKind kind, Flaw flaw, long seed) throws IOException {
        int at = 0;
        while (true) {
            ForgetfulFileLayer disk = newDisk(kind, flaw, seed).crashAt(at);
            Life first = new Life(disk, seed);
            boolean ended = first.run();
            for (int outcome = 0; outcome < OUTCOMES; outcome++) {
                long after = seed * 1_000_003 + at * 31L + outcome;
                check(disk.afterPowerLoss(Flaw.NONE, after), first.acknowledged);
                crashAgain(disk, first, flaw, after);
            }
            if (ended) {
                return at;
            }
            at++;
        }
    }

    /** An empty disk, or, for one that lies, a disk with an empty store: what is looked for is the loss of blocks. */
    private static ForgetfulFileLayer newDisk(SyncKind kind, Flaw flaw, long seed) throws IOException {
        ForgetfulFileLayer disk = new ForgetfulFileLayer(DISK, kind, Flaw.NONE, seed);
        if (flaw == Flaw.NONE) {
            return disk;
        }
        FlatfsBlockstore.stepped(disk, ROOT, BlockstoreOptions.DEFAULT).close();
        return disk.afterPowerLoss(flaw, seed);
    }

    /** A second life on what the first left, by power loss or by kill, which ends in a power loss at some operation. */
    private void crashAgain(ForgetfulFileLayer disk, Life first, Flaw flaw, long seed) throws IOException {
        boolean killed = seed % 2 == 0;
        ForgetfulFileLayer found = killed ? disk.afterKill(flaw, seed) : disk.afterPowerLoss(flaw, seed);
        Life second = new Life(found.crashAt(new Random(seed).nextInt(40)), seed);
        second.run();
        Set<Block> acknowledged = new HashSet<>(first.acknowledged);
        acknowledged.addAll(second.acknowledged);
        check(found.afterPowerLoss(Flaw.NONE, seed + 1), acknowledged);
    }

    @ParameterizedTest
    @CsvSource({
        "EVERYTHING,1", "EVERYTHING,2", "EVERYTHING,3", "EVERYTHING,4", "EVERYTHING,5",
        "ONLY_NAMED,1", "ONLY_NAMED,2", "ONLY_NAMED,3", "ONLY_NAMED,4", "ONLY_NAMED,5"
    })
    void keepsEveryAcknowledgedBlockWhereverThePowerGoes(SyncKind kind, long seed) throws IOException {
        // When
        int operations = crashEverywhere(kind, Flaw.NONE, seed);

        // Then
        assertThat(operations).isGreaterThan(30);
    }

    @Tag("torture")
    @Test
    @Timeout(600)
    void keepsEveryAcknowledgedBlockForManySeeds() throws IOException {
        for (long seed = 100; seed < 400; seed++) {
            for (SyncKind kind : SyncKind.values()) {
                crashEverywhere(kind, Flaw.NONE, seed);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void noticesASyncThatLies(Flaw flaw) {
        for (SyncKind kind : SyncKind.values()) {
            assertThatThrownBy(() -> {
                        for (long seed = 1; seed <= 5; seed++) {
                            crashEverywhere(kind, flaw, seed);
                        }
                    })
                    .as("%s with %s", kind, flaw)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageMatching("(?s)\\[(lost|bytes of ).*");
        }
    }

    @Test
    void failsEverySessionOnceASyncFailed() throws IOException {
        // Given
        ForgetfulFileLayer disk = new ForgetfulFileLayer(DISK, SyncKind.EVERYTHING, Flaw.NONE, 1);
        FlatfsBlockstore store = FlatfsBlockstore.stepped(disk, ROOT, BlockstoreOptions.DEFAULT);
        WriteSession one = store.openSession();
        WriteSession two = store.openSession();
        one.put(Blocks.raw("one"));
        two.put(Blocks.raw("two"));
        CompletableFuture<Void> first = one.durable();
        CompletableFuture<Void> second = two.durable();
        disk.crashAt(disk.operations());

        // When
        store.committer().round();

        // Then
        assertThat(first).isCompletedExceptionally();
        assertThatThrownBy(second::join)
                .hasCauseInstanceOf(StoreReadOnlyException.class)
                .hasRootCauseInstanceOf(PowerLoss.class);
        assertThatThrownBy(() -> one.put(Blocks.raw("three")))
                .isInstanceOf(StoreReadOnlyException.class)
                .hasMessage("The blockstore at /disk/blocks only reads since blocks could not be made durable: "
                        + "power loss Check the disk, then start again.");
        assertThat(one.durable()).isCompletedExceptionally();
        assertThatThrownBy(store::openSession).isInstanceOf(StoreReadOnlyException.class);
    }
}
