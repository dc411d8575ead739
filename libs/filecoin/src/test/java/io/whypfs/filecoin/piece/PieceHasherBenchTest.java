package io.whypfs.filecoin.piece;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How fast CommP is made; prints, and asserts only that the results are equal. */
@Tag("bench")
class PieceHasherBenchTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 4;
    private static final int SUBTREES = 256;
    private static final double MIB = 1 << 20;

    private final byte[] payload = new byte[SUBTREES * SubtreeHasher.PAYLOAD_BYTES];

    PieceHasherBenchTest() {
        new Random(20261124).nextBytes(payload);
    }

    @Test
    void comparesTheFastestHasherWithMessageDigestOnOneCore() {
        byte[] fastest = new byte[Commitment.BYTES];
        byte[] digest = new byte[Commitment.BYTES];
        rate(SubtreeHasher::fastest, fastest);
        rate(DigestSubtreeHasher::new, digest);
        for (int round = 1; round <= ROUNDS; round++) {
            double a = rate(SubtreeHasher::fastest, fastest);
            double b = rate(DigestSubtreeHasher::new, digest);
            System.out.printf(
                    "CommP per core, round %d: %s %.0f MiB/s, MessageDigest %.0f MiB/s, ratio %.2f (CPU time)%n",
                    round, SubtreeHasherChoice.isWide() ? "lanes" : "MessageDigest", a, b, a / b);
        }
        assertThat(fastest).isEqualTo(digest);
    }

    private double rate(Supplier<SubtreeHasher> kind, byte[] root) {
        SubtreeHasher hasher = kind.get();
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < SUBTREES; i++) {
            hasher.root(payload, i * SubtreeHasher.PAYLOAD_BYTES, root, 0);
        }
        return payload.length / MIB / ((THREADS.getCurrentThreadCpuTime() - start) / 1e9);
    }

    @Test
    void measuresTheWholeStreamOnOneAndTwoCores() {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Commitment expected = Payloads.tree(payload).root();
            for (int round = 1; round <= ROUNDS; round++) {
                double cpu = cpuRate(() -> stream(PieceHasher.onCallersThread(), expected));
                double one = stream(PieceHasher.onCallersThread(), expected);
                double two = stream(PieceHasher.onCores(threads, 2), expected);
                System.out.printf(
                        "CommP stream, round %d: one core %.0f MiB/s (CPU time); %.0f, two threads %.0f MiB/s (wall time)%n",
                        round, cpu, one, two);
            }
        }
    }

    private double cpuRate(Runnable stream) {
        long start = THREADS.getCurrentThreadCpuTime();
        stream.run();
        return payload.length / MIB / ((THREADS.getCurrentThreadCpuTime() - start) / 1e9);
    }

    private double stream(PieceHasher hasher, Commitment expected) {
        long start = System.nanoTime();
        for (int at = 0; at < payload.length; at += 65_536) {
            hasher.write(payload, at, Math.min(65_536, payload.length - at));
        }
        Commitment root = hasher.finish().root();
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(root).isEqualTo(expected);
        return payload.length / MIB / seconds;
    }
}
