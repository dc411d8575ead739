package io.whypfs.api.stub;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/** A client of the service under test. */
public final class Api {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final String BOUNDARY = "whypfs-test-boundary";

    private Api() {}

    /** An answer, read whole. */
    public record Answer(HttpResponse<byte[]> response) {

        public int status() {
            return response.statusCode();
        }

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public byte[] bytes() {
            return response.body();
        }

        public JsonObject json() {
            return new JsonObject(text());
        }

        public JsonArray list() {
            return new JsonArray(text());
        }

        /** The header's value; the empty text when there is none. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String reason() {
            return json().getJsonObject("error").getString("reason");
        }

        public String details() {
            return json().getJsonObject("error").getString("details");
        }
    }

    public static URI at(String path) {
        return URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + path);
    }

    public static Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(HTTP.send(
                    request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(at(path));
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    public static Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public static Answer head(String path, String... headers) {
        return send(request(path, headers).HEAD());
    }

    public static Answer as(String key, String method, String path) {
        return send(
                request(path, "Authorization", "Bearer " + key).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    public static Answer post(String path, String body, String... headers) {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A part of a form. */
    public record Part(String field, String filename, String value) {

        public static Part file(String filename, String value) {
            return new Part("data", filename, value);
        }

        public static Part field(String name, String value) {
            return new Part(name, "", value);
        }
    }

    public static String form(Part... parts) {
        StringBuilder body = new StringBuilder();
        for (Part part : parts) {
            body.append("--").append(BOUNDARY).append("\r\nContent-Disposition: form-data; name=\"");
            body.append(part.field()).append('"');
            if (!part.filename().isEmpty()) {
                body.append("; filename=\"")
                        .append(part.filename())
                        .append("\"\r\nContent-Type: application/octet-stream");
            }
            body.append("\r\n\r\n").append(part.value()).append("\r\n");
        }
        return body.append("--").append(BOUNDARY).append("--\r\n").toString();
    }

    public static final String FORM_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    /** Uploads a form. */
    public static Answer upload(String key, String path, Part... parts) {
        return send(request(path, "Authorization", "Bearer " + key, "Content-Type", FORM_TYPE)
                .POST(HttpRequest.BodyPublishers.ofString(form(parts))));
    }
}
