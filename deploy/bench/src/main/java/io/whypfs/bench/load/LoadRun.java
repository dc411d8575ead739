package io.whypfs.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** So many exchanges over so many connections, as fast as they go, until they are done or the time is over. */
public final class LoadRun {

    private static final String BOUNDARY = "whypfs-bench-5e1a7b0c9d";

    /** Where to connect, and what to say. */
    public record Uploads(String host, int port, String requestTarget, String headers, String field, long fileBytes) {}

    /** Reads of files of one size, in turn. */
    public record Reads(String host, int port, List<String> requestTargets, long fileBytes) {}

    private final int connections;
    private final int count;
    private final long deadlineNanos;
    private final Recorder recorder;
    private final AtomicInteger next = new AtomicInteger();

    private LoadRun(int connections, int count, Duration atMost) {
        this.connections = Math.min(connections, count);
        this.count = count;
        this.deadlineNanos = System.nanoTime() + atMost.toNanos();
        this.recorder = new Recorder(count);
    }

    public static Measurement upload(Uploads uploads, int connections, int count, Duration atMost, long seed)
            throws InterruptedException {
        LoadRun run = new LoadRun(connections, count, atMost);
        return run.measure(() -> new UploadClient(uploads, new FileContent(seed)), uploads.fileBytes());
    }

    public static Measurement read(Reads reads, int connections, int count, Duration atMost)
            throws InterruptedException {
        LoadRun run = new LoadRun(connections, count, atMost);
        return run.measure(() -> new ReadClient(reads), reads.fileBytes());
    }

    private interface Client {
        String host();

        int port();

        /** Does the exchange with that number; gives the name to read it by, where there is one. */
        @Nullable
        String exchange(HttpConnection connection, int number) throws IOException;
    }

    private interface Clients {
        Client next();
    }

    private Measurement measure(Clients clients, long fileBytes) throws InterruptedException {
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                Client client = clients.next();
                running.add(threads.submit(() -> work(client)));
            }
            for (Future<?> client : running) {
                try {
                    client.get();
                } catch (ExecutionException e) {
                    recorder.failed(String.valueOf(e.getCause()));
                }
            }
        }
        return recorder.finish(fileBytes, System.nanoTime() - start);
    }

    private void work(Client client) {
        HttpConnection connection = null;
        try {
            for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                if (System.nanoTime() - deadlineNanos >= 0) {
                    return;
                }
                long start = System.nanoTime();
                try {
                    if (connection == null) {
                        connection = new HttpConnection(client.host(), client.port());
                    }
                    String name = client.exchange(connection, number);
                    recorder.succeeded(System.nanoTime() - start, name);
                } catch (IOException | NumberFormatException e) {
                    recorder.failed(String.valueOf(e.getMessage()));
                    close(connection);
                    connection = null;
                }
            }
        } finally {
            close(connection);
        }
    }

    private void close(@Nullable HttpConnection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (IOException e) {
                recorder.failed("closing: " + e.getMessage());
            }
        }
    }

    private static HttpConnection.Answer expectSuccess(HttpConnection connection) throws IOException {
        HttpConnection.Answer answer = connection.answer();
        if (answer.status() / 100 != 2) {
            throw new IOException(
                    "answer " + answer.status() + " " + answer.start().strip());
        }
        return answer;
    }

    private record UploadClient(Uploads uploads, FileContent content) implements Client {

        private static final ByteBuffer TAIL = ByteBuffer.wrap(bytes("\r\n--" + BOUNDARY + "--\r\n"));

        @Override
        public String host() {
            return uploads.host();
        }

        @Override
        public int port() {
            return uploads.port();
        }

        @Override
        public String exchange(HttpConnection connection, int number) throws IOException {
            byte[] part = bytes("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + uploads.field()
                    + "\"; filename=\"bench-" + number + ".bin\"\r\nContent-Type: application/octet-stream\r\n\r\n");
            long length = part.length + uploads.fileBytes() + TAIL.capacity();
            ByteBuffer head = ByteBuffer.wrap(bytes("POST " + uploads.requestTarget() + " HTTP/1.1\r\nHost: "
                    + uploads.host() + ":" + uploads.port() + "\r\n" + uploads.headers()
                    + "Content-Type: multipart/form-data; boundary=" + BOUNDARY + "\r\nContent-Length: " + length
                    + "\r\n\r\n" + new String(part, StandardCharsets.ISO_8859_1)));
            long remaining = uploads.fileBytes();
            ByteBuffer piece = content.next(remaining);
            remaining -= piece.remaining();
            if (remaining == 0) {
                connection.send(head, piece, TAIL.duplicate());
            } else {
                connection.send(head, piece);
                while (remaining > 0) {
                    piece = content.next(remaining);
                    remaining -= piece.remaining();
                    connection.send(piece);
                }
                connection.send(TAIL.duplicate());
            }
            return cidIn(expectSuccess(connection).start());
        }

        /** WhyPFS says {@code "cid":"..."}, Kubo {@code "Hash":"..."}. */
        private static String cidIn(String answer) throws IOException {
            for (String member : List.of("\"cid\":\"", "\"Hash\":\"")) {
                int at = answer.indexOf(member);
                int end = at < 0 ? -1 : answer.indexOf('"', at + member.length());
                if (end > 0) {
                    return answer.substring(at + member.length(), end);
                }
            }
            throw new IOException("no CID in the answer: " + answer.strip());
        }
    }

    private record ReadClient(Reads reads) implements Client {

        @Override
        public String host() {
            return reads.host();
        }

        @Override
        public int port() {
            return reads.port();
        }

        @Override
        public @Nullable String exchange(HttpConnection connection, int number) throws IOException {
            String target =
                    reads.requestTargets().get(number % reads.requestTargets().size());
            connection.send(ByteBuffer.wrap(
                    bytes("GET " + target + " HTTP/1.1\r\nHost: " + reads.host() + ":" + reads.port() + "\r\n\r\n")));
            HttpConnection.Answer answer = expectSuccess(connection);
            if (answer.bytes() != reads.fileBytes()) {
                throw new IOException(answer.bytes() + " bytes instead of " + reads.fileBytes() + " from " + target);
            }
            return null;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
