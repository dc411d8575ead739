package io.whypfs.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** What a user of the HTTP API does, with one API key. */
final class FrontDoor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "------------------------whypfs7MA4YWxk";

    /** One file of an upload: its name, and how to open its bytes. */
    record Part(String fileName, Supplier<InputStream> bytes) {

        static Part of(String fileName, byte[] bytes) {
            return new Part(fileName, () -> new ByteArrayInputStream(bytes));
        }

        static Part of(String fileName, Path file) {
            return new Part(fileName, () -> {
                try {
                    return Files.newInputStream(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI base;
    private final String key;

    FrontDoor(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    FrontDoor withKey(String otherKey) {
        return new FrontDoor(base, otherKey);
    }

    String key() {
        return key;
    }

    URI base() {
        return base;
    }

    /** Uploads one file or a folder and returns the raw answer. */
    HttpResponse<byte[]> add(String query, Part... parts) throws IOException, InterruptedException {
        return send(request("/content/add" + query)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(multipart(parts)));
    }

    /** Uploads one file and returns Estuary's answer; fails when it is not 200. */
    JsonNode upload(String fileName, byte[] bytes) throws IOException, InterruptedException {
        return expect(200, add("", Part.of(fileName, bytes)));
    }

    HttpResponse<byte[]> addCar(byte[] car) throws IOException, InterruptedException {
        return send(request("/content/add-car").POST(BodyPublishers.ofByteArray(car)));
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder builder = request(path).GET();
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return send(builder);
    }

    HttpResponse<byte[]> getAnonymous(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .GET();
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return send(builder);
    }

    HttpResponse<byte[]> delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    HttpResponse<byte[]> postJson(String path, String json) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        return http.send(builder.build(), BodyHandlers.ofByteArray());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofMinutes(5))
                .header("Authorization", "Bearer " + key);
    }

    static JsonNode parse(String text) throws IOException {
        return JSON.readTree(text);
    }

    static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        return JSON.readTree(response.body());
    }

    static JsonNode expect(int status, HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() != status) {
            throw new AssertionError("expected " + status + " from " + response.uri() + " but got "
                    + response.statusCode() + ": " + new String(response.body(), StandardCharsets.UTF_8));
        }
        return response.body().length == 0 ? JSON.nullNode() : json(response);
    }

    private static BodyPublisher multipart(Part... parts) {
        return BodyPublishers.ofInputStream(() -> {
            List<InputStream> streams = new ArrayList<>();
            for (Part part : parts) {
                streams.add(text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"data\"; filename=\""
                        + part.fileName().replace("\\", "\\\\").replace("\"", "\\\"")
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
                streams.add(part.bytes().get());
                streams.add(text("\r\n"));
            }
            streams.add(text("--" + BOUNDARY + "--\r\n"));
            return new SequenceInputStream(Collections.enumeration(streams));
        });
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
