package io.whypfs.corenode;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Talks to a core-node as api-node does, over real sockets. */
final class CoreNodeClient {

    static final String TYPE = "multipart/form-data; boundary=XyZ";

    private static final AtomicLong CONTENTS = new AtomicLong(1000);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;

    CoreNodeClient(URI base) {
        this.base = base;
    }

    /** A content id that no other test uses. */
    static long newContent() {
        return CONTENTS.incrementAndGet();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Whypfs-Internal", CoreNodeBackend.TOKEN);
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<byte[]> post(String path, String contentType, BodyPublisher body)
            throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", contentType).POST(body));
    }

    HttpResponse<byte[]> postForm(String path, String form) throws IOException, InterruptedException {
        return post(path, TYPE, BodyPublishers.ofString(form));
    }

    JsonObject postJson(String path, String json) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = post(path, "application/json", BodyPublishers.ofString(json));
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + " " + text(response));
        }
        return json(response);
    }

    /** Stores one file and returns the answer. */
    JsonObject store(long content, String name, byte[] bytes, String query) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = post(
                "/internal/v1/ingest?content=" + content + "&name=" + name + query,
                "application/octet-stream",
                BodyPublishers.ofByteArray(bytes));
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + " " + text(response));
        }
        return json(response);
    }

    /** Sends raw bytes, then either closes the sending side or waits, and returns all that comes back. */
    String raw(String head, byte[] body, boolean closes) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            if (closes) {
                socket.shutdownOutput();
            }
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Head of a raw POST with the credential. */
    static String rawHead(String path, String contentType, long length) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nWhypfs-Internal: "
                + CoreNodeBackend.TOKEN + "\r\nContent-Type: " + contentType + "\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    /** A form with one file part per name and content, closed by the boundary. */
    static String form(String... namesAndContents) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            form.append("--XyZ\r\nContent-Disposition: form-data; name=\"data\"; filename=\"")
                    .append(namesAndContents[i])
                    .append("\"\r\n\r\n")
                    .append(namesAndContents[i + 1])
                    .append("\r\n");
        }
        return form.append("--XyZ--\r\n").toString();
    }

    static JsonObject json(HttpResponse<byte[]> response) {
        return new JsonObject(text(response));
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
