package io.whypfs.corenode.pieces.transfer;

import io.vertx.core.http.HttpServerResponse;
import io.whypfs.corenode.http.Exchange;
import io.whypfs.corenode.registry.Registry;
import io.whypfs.corenode.registry.Registry.NodeState;
import io.whypfs.corenode.registry.Registry.SeenNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Passes a request on to the core that holds the piece's blocks, and its answer back, byte by byte. The home checks, counts
 * and tells as if it had been asked itself. Safe for use by any thread.
 */
final class HomeRelay {

    /** Marks a request that was passed on once, so that no two cores hand it to each other. */
    static final String RELAYED = "Whypfs-Relayed";

    private static final int CONNECT_MILLIS = 3_000;
    /** Longer than the longest pause of a home that still answers. */
    private static final int READ_MILLIS = 60_000;

    private static final int PART = 128 * 1024;
    private static final int NO_CONTENT = 204;
    private static final List<String> ANSWER_HEADERS = List.of(
            "Content-Type",
            "Content-Length",
            "Content-Range",
            "Accept-Ranges",
            "ETag",
            "Retry-After",
            "WWW-Authenticate");

    private final Registry registry;
    private final TransferMetrics metrics;

    HomeRelay(Registry registry, TransferMetrics metrics) {
        this.registry = registry;
        this.metrics = metrics;
    }

    /** The first of these pieces whose core is there. */
    Optional<SeenNode> living(List<ServedPiece> homes) {
        return registry.nodes().stream()
                .filter(seen -> seen.state() != NodeState.LOST)
                .filter(seen -> homes.stream()
                        .anyMatch(piece -> piece.home().equals(seen.node().id())))
                .findFirst();
    }

    /**
     * Answers with what the home answers.
     *
     * @throws io.whypfs.kit.problem.ProblemException when the home does not answer
     * @throws IOException when it breaks off, or the client does
     */
    void relay(Exchange exchange, SeenNode home, PieceAddress address, String token) throws IOException {
        HttpURLConnection connection = null;
        try {
            connection = ask(exchange, home, address, token);
            int status;
            try {
                status = connection.getResponseCode();
            } catch (IOException e) {
                throw PieceRefusals.homeAway(home.node().id(), String.valueOf(e.getMessage()));
            }
            head(exchange.response(), connection, status);
            if (!exchange.isHead() && status != NO_CONTENT) {
                body(exchange, connection, status);
            }
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }

    private static HttpURLConnection ask(Exchange exchange, SeenNode home, PieceAddress address, String token)
            throws IOException {
        URI uri = URI.create(home.node().url()).resolve("/pieces/" + address.piece());
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod(exchange.isHead() ? "HEAD" : "GET");
        String pair = Base64.getEncoder().encodeToString((":" + token).getBytes(StandardCharsets.UTF_8));
        connection.setRequestProperty("Authorization", "Basic " + pair);
        connection.setRequestProperty(RELAYED, "1");
        exchange.header("Range").ifPresent(range -> connection.setRequestProperty("Range", range));
        exchange.header("If-Range").ifPresent(tag -> connection.setRequestProperty("If-Range", tag));
        return connection;
    }

    private static void head(HttpServerResponse response, HttpURLConnection connection, int status) {
        response.setStatusCode(status);
        for (String name : ANSWER_HEADERS) {
            String value = connection.getHeaderField(name);
            if (value != null) {
                response.putHeader(name, value);
            }
        }
    }

    private void body(Exchange exchange, HttpURLConnection connection, int status) throws IOException {
        long length = connection.getContentLengthLong();
        long passed = 0;
        InputStream source = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
        if (source != null) {
            try (InputStream in = source) {
                byte[] part = new byte[PART];
                for (int count = in.read(part); count >= 0; count = in.read(part)) {
                    exchange.stream().write(part, 0, count);
                    metrics.relayed(count);
                    passed += count;
                }
            }
        }
        if (length >= 0 && passed < length) {
            throw new EOFException("The home of a piece broke off after " + passed + " of " + length + " bytes.");
        }
    }
}
