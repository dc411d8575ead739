package io.whypfs.corenode.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.whypfs.corenode.http.ByteRoute;
import io.whypfs.corenode.http.Exchange;
import io.whypfs.ipld.unixfs.ImportProfile;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The doors through which bytes come in: {@code POST /internal/v1/ingest} and {@code POST /internal/v1/import-car}. */
final class IngestRoutes {

    private static final long LARGEST_ID = (1L << 53) - 1;

    private final Ingestion ingestion;
    private final ObjectMapper json;

    IngestRoutes(Ingestion ingestion, ObjectMapper json) {
        this.ingestion = ingestion;
        this.json = json;
    }

    void mount(Router router, Executor executor) {
        router.post("/internal/v1/ingest").handler(new ByteRoute(executor, this::ingest));
        router.post("/internal/v1/import-car").handler(new ByteRoute(executor, this::importCar));
    }

    private void ingest(Exchange exchange) throws IOException {
        UploadRequest request = new UploadRequest(content(exchange), profile(exchange), maxBytes(exchange));
        String contentType = exchange.header(HttpHeaders.CONTENT_TYPE).orElse("");
        if (contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            String part = exchange.query("part").orElse("data");
            answer(exchange, ingestion.multipart(request, exchange.body(), contentType, part));
            return;
        }
        Optional<String> name = exchange.query("name");
        EntryPath path = EntryPath.parse(name.orElseThrow(() -> Refusals.wrongContentType(contentType)));
        requireAnnouncedLength(exchange, request.maxBytes());
        answer(exchange, ingestion.plain(request, exchange.body(), path));
    }

    private void importCar(Exchange exchange) throws IOException {
        long maxBytes = maxBytes(exchange);
        requireAnnouncedLength(exchange, maxBytes);
        answer(exchange, ingestion.car(content(exchange), maxBytes, exchange.body()));
    }

    private void answer(Exchange exchange, Stored stored) throws IOException {
        byte[] body = json.writeValueAsBytes(stored);
        exchange.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
        exchange.stream().write(body);
    }

    private static void requireAnnouncedLength(Exchange exchange, long maxBytes) {
        if (exchange.contentLength().orElse(0) > maxBytes) {
            throw Refusals.tooLarge(maxBytes);
        }
    }

    private static ImportProfile profile(Exchange exchange) {
        return exchange.query("profile")
                .map(name -> ImportProfile.parse(name).orElseThrow(() -> Refusals.unknownProfile(name)))
                .orElse(ImportProfile.UNIXFS_V1_2025);
    }

    private static long content(Exchange exchange) {
        return number(exchange, "content")
                .orElseThrow(() -> Refusals.badInput("The query parameter content, the content's id, is missing."));
    }

    private static long maxBytes(Exchange exchange) {
        return number(exchange, "max-bytes").orElse(Long.MAX_VALUE);
    }

    private static Optional<Long> number(Exchange exchange, String name) {
        return exchange.query(name).map(text -> {
            long value = text.matches("[0-9]{1,16}") ? Long.parseLong(text) : 0;
            if (value < 1 || value > LARGEST_ID) {
                throw Refusals.badInput("The query parameter " + name + " must be a whole number from 1 to 2^53 - 1.");
            }
            return value;
        });
    }
}
