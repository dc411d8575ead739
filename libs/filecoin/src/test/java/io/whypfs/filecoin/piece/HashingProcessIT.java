package io.whypfs.filecoin.piece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A piece that another JVM hashes is the piece that this one hashes. */
@Timeout(120)
class HashingProcessIT {

    private static final int NODES = 9;

    private final byte[] payload = new byte[NODES * PieceTree.PAYLOAD_PER_NODE + 12_345];

    @BeforeEach
    void onlyWhereTheProcessorHasLanes() {
        // Tests of this module run with the vector module, so the choice here tells what a child would find.
        assumeTrue(SubtreeHasherChoice.isWide(), "this processor has no vectors that are wide enough");
        new Random(20_261_124L).nextBytes(payload);
    }

    @Test
    void theChildMakesTheSameTree() throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(3);
                HashingProcess child = HashingProcess.start(2)) {
            // When
            Counting counting = new Counting(child);
            PieceTree tree = tree(PieceHasher.resume(executor, 3, new byte[0], counting));

            // Then
            assertThat(tree.keptNodes()).isEqualTo(here().keptNodes());
            assertThat(tree.pieceCidV2()).isEqualTo(here().pieceCidV2());
            assertThat(counting.hashed).isEqualTo(NODES + 1);
            assertThat(child.trouble()).isEmpty();
        }
    }

    @Test
    void aChildThatIsKilledInTheMiddleCostsNothingButTime() throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(1);
                HashingProcess child = HashingProcess.start(1)) {
            // Given
            Counting counting = new Counting(child);
            PieceHasher hasher = PieceHasher.resume(executor, 1, new byte[0], counting);
            int half = 4 * PieceTree.PAYLOAD_PER_NODE;
            hasher.write(payload, 0, half);
            Awaitility.await().until(() -> counting.hashed >= 1);

            // When
            ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();
            hasher.write(payload, half, payload.length - half);

            // Then
            assertThat(hasher.finish().keptNodes()).isEqualTo(here().keptNodes());
            assertThat(counting.left).isPositive();
            assertThat(child.trouble()).isPresent();
        }
    }

    @Test
    void theChildEndsWhenItIsClosed() throws Exception {
        // Given
        HashingProcess child = HashingProcess.start(1);
        ProcessHandle process = ProcessHandle.of(child.pid()).orElseThrow();

        // When
        child.close();

        // Then
        Awaitility.await().until(() -> !process.isAlive());
        assertThat(child.hash(payload, new byte[Commitment.BYTES])).isFalse();
    }

    private PieceTree here() {
        return tree(PieceHasher.onCallersThread());
    }

    private PieceTree tree(PieceHasher hasher) {
        hasher.write(payload, 0, payload.length);
        return hasher.finish();
    }

    private static final class Counting implements NodeDelegate {

        private final NodeDelegate delegate;
        private volatile int hashed;
        private volatile int left;

        Counting(NodeDelegate delegate) {
            this.delegate = delegate;
        }

        @Override
        public boolean hash(byte[] bytes, byte[] node) {
            boolean done = delegate.hash(bytes, node);
            synchronized (this) {
                if (done) {
                    hashed = hashed + 1;
                } else {
                    left = left + 1;
                }
            }
            return done;
        }
    }
}
