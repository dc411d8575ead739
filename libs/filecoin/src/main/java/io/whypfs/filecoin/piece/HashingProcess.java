package io.whypfs.filecoin.piece;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A child JVM that hashes in lanes, for a JVM that runs without the module {@code jdk.incubator.vector}.
 *
 * <p>The module takes its start-up cache from a JVM: everything else it does starts cold. So what hashes has a JVM of its
 * own, which lives as long as one piece is built. On its standard input it takes {@code id:int payload}, on its standard
 * output it answers {@code id:int node}; the first byte it says is 1 when its processor has lanes, else 0, and then it is
 * of no use. When it dies or gets stuck, {@link #hash} returns false from then on, and its caller hashes by itself.
 */
public final class HashingProcess implements NodeDelegate, AutoCloseable {

    /** A node takes milliseconds and a start less than a second; a child that is silent for this long is stuck. */
    private static final int ANSWER_LIMIT_SECONDS = 60;

    private static final int END_LIMIT_SECONDS = 5;

    private final Process process;
    private final DataOutputStream questions;
    private final CompletableFuture<Integer> lanes = new CompletableFuture<>();
    private final Map<Integer, CompletableFuture<byte[]>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
    private volatile boolean usable = true;

    private HashingProcess(Process process) {
        this.process = process;
        this.questions = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
    }

    /** Whether a child could be faster than this JVM: not where it hashes in lanes itself. */
    public static boolean isNeeded() {
        return !SubtreeHasherChoice.isWide();
    }

    /**
     * Starts a child.
     *
     * @param threads on how many threads it hashes
     * @throws IOException when it does not start, or when this processor has no lanes
     */
    public static HashingProcess start(int threads) throws IOException {
        HashingProcess started = new HashingProcess(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + (48 + 16 * threads) + "m",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        ownClasses(),
                        HashingChild.class.getName(),
                        Integer.toString(threads)))
                // Only the JVM's warning that the module is incubating; what ends a child is seen by its silence.
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
        Thread.ofPlatform().daemon().name("piece-hash-answers").start(started::listen);
        started.requireLanes();
        return started;
    }

    private void requireLanes() throws IOException {
        try {
            if (limited(lanes).join() == 1) {
                return;
            }
        } catch (CompletionException e) {
            close();
            throw new IOException("A JVM for hashing did not start: " + reason(e), e);
        }
        close();
        throw new IOException("This processor has no vectors that are wide enough.");
    }

    @Override
    public boolean hash(byte[] payload, byte[] node) {
        if (!usable) {
            return false;
        }
        int id = ids.incrementAndGet();
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        asked.put(id, answer);
        try {
            limited(answer);
            ask(id, payload);
            System.arraycopy(answer.join(), 0, node, 0, Commitment.BYTES);
            return true;
        } catch (IOException | CompletionException e) {
            giveUp(e);
            return false;
        } finally {
            asked.remove(id);
        }
    }

    /** The child's process id. */
    public long pid() {
        return process.pid();
    }

    /** Why the child was given up, if it was. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    /** Ends the child. */
    @Override
    public void close() {
        usable = false;
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has gone already.
            process.destroyForcibly();
        }
        try {
            if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void ask(int id, byte[] payload) throws IOException {
        synchronized (questions) {
            questions.writeInt(id);
            questions.write(payload, 0, PieceTree.PAYLOAD_PER_NODE);
            questions.flush();
        }
    }

    private void listen() {
        try (DataInputStream answers = new DataInputStream(process.getInputStream())) {
            lanes.complete(answers.readUnsignedByte());
            while (true) {
                int id = answers.readInt();
                byte[] node = new byte[Commitment.BYTES];
                answers.readFully(node);
                CompletableFuture<byte[]> waiting = asked.get(id);
                if (waiting != null) {
                    waiting.complete(node);
                }
            }
        } catch (IOException e) {
            giveUp(e);
        }
    }

    /** A stuck child is ended when the limit is over, which also frees a thread that is still writing to it. */
    private <T> CompletableFuture<T> limited(CompletableFuture<T> answer) {
        return answer.orTimeout(ANSWER_LIMIT_SECONDS, TimeUnit.SECONDS).whenComplete((done, failure) -> {
            if (failure instanceof TimeoutException) {
                giveUp(failure);
            }
        });
    }

    private void giveUp(Throwable cause) {
        if (usable) {
            trouble.compareAndSet(null, reason(cause));
        }
        usable = false;
        process.destroyForcibly();
        lanes.completeExceptionally(cause);
        // Whoever asks after this sees that the child is not usable; whoever asked before is told.
        asked.values().forEach(waiting -> waiting.completeExceptionally(cause));
    }

    private static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case TimeoutException _ -> "it was silent for " + ANSWER_LIMIT_SECONDS + " s";
            case EOFException _ -> "it ended";
            default -> cause.toString();
        };
    }

    private static String ownClasses() throws IOException {
        CodeSource source = HashingProcess.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(Objects.requireNonNull(source, "classes without a place")
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IOException("The place of these classes is no path: " + e.getMessage(), e);
        }
    }
}
