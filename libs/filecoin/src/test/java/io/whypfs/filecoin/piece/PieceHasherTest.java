package io.whypfs.filecoin.piece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PieceHasherTest {

    private static final int NODE = PieceTree.PAYLOAD_PER_NODE;

    private final ExecutorService threads = Executors.newFixedThreadPool(3);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 126, 127, 128, 260_096, 260_097, 520_193, NODE - 1, NODE, NODE + 1, 5 * NODE, 5 * NODE + 7})
    void givesTheSameTreeOnSeveralCoresAndInOddWrites(int length) {
        byte[] payload = Payloads.sha512Chain(length);
        PieceHasher hasher = PieceHasher.onCores(threads, 3);

        Random random = new Random(length);
        for (int at = 0; at < length; ) {
            int part = Math.min(length - at, 1 + random.nextInt(300_000));
            hasher.write(payload, at, part);
            at += part;
        }
        PieceTree tree = hasher.finish();

        assertThat(tree.root()).isEqualTo(naiveRoot(payload));
        assertThat(tree.keptNodes()).isEqualTo(Payloads.tree(payload).keptNodes());
        assertThat(tree.payloadBytes()).isEqualTo(length);
    }

    /** The definition, leaf by leaf and bit by bit. */
    private static Commitment naiveRoot(byte[] payload) {
        int leaves = (int) (PaddedPieceSize.naturalFor(payload.length).bytes() / Commitment.BYTES);
        byte[] row = new byte[leaves * Commitment.BYTES];
        for (int bit = 0; bit < payload.length * Byte.SIZE; bit++) {
            if ((payload[bit / Byte.SIZE] >> bit % Byte.SIZE & 1) == 1) {
                int at = bit / 254 * Commitment.BYTES + bit % 254 / Byte.SIZE;
                row[at] |= (byte) (1 << bit % 254 % Byte.SIZE);
            }
        }
        new NodeHash().reduce(row, leaves);
        return Commitment.of(Arrays.copyOf(row, Commitment.BYTES));
    }

    @Test
    void goesOnBehindNodesThatWereFinishedBefore() {
        byte[] payload = Payloads.sha512Chain(4 * NODE + 1000);
        PieceHasher killed = PieceHasher.onCallersThread();
        killed.write(payload, 0, 2 * NODE + 500);
        byte[] kept = killed.finishedNodes();

        PieceHasher resumed = PieceHasher.resume(threads, 2, kept);
        resumed.write(payload, 2 * NODE, payload.length - 2 * NODE);

        assertThat(kept).hasSize(2 * Commitment.BYTES);
        assertThat(resumed.finish().root()).isEqualTo(Payloads.tree(payload).root());
    }

    @Test
    void handlesAResumeWithNothingLeftToWrite() {
        byte[] payload = Payloads.sha512Chain(2 * NODE);

        PieceTree tree = PieceHasher.resume(threads, 1, Payloads.tree(payload).keptNodes())
                .finish();

        assertThat(tree.root()).isEqualTo(Payloads.tree(payload).root());
    }

    @Test
    void tellsWhenTheExecutorTakesNoMore() {
        PieceHasher hasher = PieceHasher.onCores(threads, 1);
        threads.shutdown();

        assertThatThrownBy(() -> hasher.write(new byte[NODE], 0, NODE))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(hasher::finish).hasCauseInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void holdsTheCallerBackWhenAllBuffersAreBusy() {
        // Given an executor that only counts what it should run
        AtomicInteger waiting = new AtomicInteger();
        PieceHasher hasher = PieceHasher.onCores(task -> waiting.incrementAndGet(), 2);

        // When as many nodes are written as there are buffers
        Thread writer = Thread.ofPlatform().daemon().start(() -> hasher.write(new byte[4 * NODE], 0, 4 * NODE));

        // Then the writer stands still behind the third
        await().until(() -> writer.getState() == Thread.State.WAITING);
        assertThat(waiting).hasValue(3);
    }

    @Test
    void refusesToBeFinishedTwice() {
        PieceHasher hasher = PieceHasher.onCallersThread();
        hasher.finish();

        assertThatThrownBy(hasher::finish).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> hasher.write(new byte[1], 0, 1)).isInstanceOf(IllegalStateException.class);
    }
}
