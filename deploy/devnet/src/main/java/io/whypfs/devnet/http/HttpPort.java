package io.whypfs.devnet.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.whypfs.devnet.http.Answer.Manner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A port on the loopback address that can be closed and opened again under the same number. */
public final class HttpPort implements AutoCloseable {

    private static final int TOO_LARGE = 413;
    private static final int BACKLOG = 128;
    private static final int READ_LIMIT = 4 << 20;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private int port;
    private @Nullable HttpServer server;

    /** @param port 0 for any free one */
    public HttpPort(int port) {
        this.port = port;
    }

    /** Before {@link #open}. The longest path that a request's path starts with gets it. */
    public HttpPort route(String path, Route route) {
        routes.put(path, route);
        return this;
    }

    public synchronized void open() throws IOException {
        if (server != null) {
            return;
        }
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer fresh = HttpServer.create(address, BACKLOG);
        routes.forEach((path, route) -> fresh.createContext(path, exchange -> serve(exchange, route)));
        fresh.setExecutor(threads);
        fresh.start();
        server = fresh;
        port = fresh.getAddress().getPort();
    }

    public synchronized int number() {
        return port;
    }

    /** Closes the port and all connections at once; it can be opened again. */
    public synchronized void shut() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    private static void serve(HttpExchange exchange, Route route) throws IOException {
        try (exchange) {
            write(exchange, answer(exchange, route));
        }
    }

    private static Answer answer(HttpExchange exchange, Route route) throws IOException {
        byte[] body = read(exchange);
        if (body == null) {
            return Answer.text(TOO_LARGE, "Reason: more than " + READ_LIMIT + " bytes");
        }
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query(exchange.getRequestURI().getRawQuery()),
                Request.first(exchange.getRequestHeaders()),
                body);
        try {
            return route.answer(request);
        } catch (IOException | RuntimeException e) {
            return Answer.text(500, "Reason: " + e);
        }
    }

    private static byte @Nullable [] read(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            byte[] body = in.readNBytes(READ_LIMIT + 1);
            return body.length > READ_LIMIT ? null : body;
        }
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                int equal = pair.indexOf('=');
                String name = equal < 0 ? pair : pair.substring(0, equal);
                query.put(
                        URLDecoder.decode(name, StandardCharsets.UTF_8),
                        equal < 0 ? "" : URLDecoder.decode(pair.substring(equal + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.manner() == Manner.RESET) {
            return;
        }
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body();
        if (answer.manner() == Manner.HEAD || body.length == 0) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            if (answer.manner() == Manner.BYTE_BY_BYTE) {
                for (byte b : body) {
                    out.write(b);
                    out.flush();
                }
            } else {
                out.write(body);
            }
        }
    }

    @Override
    public void close() {
        shut();
        threads.shutdownNow();
    }
}
