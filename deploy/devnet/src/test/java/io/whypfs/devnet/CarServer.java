package io.whypfs.devnet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves one CAR by range to whoever has the secret; remembers the ranges that were asked for. */
final class CarServer implements AutoCloseable {

    static final String SECRET = "Basic OnNlY3JldA==";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private final HttpServer server;
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final byte[] car;
    volatile boolean corrupt;

    CarServer(byte[] car) throws IOException {
        this.car = car;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/piece", this::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!SECRET.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            if (busy.getAndDecrement() > 0) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            String header = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(header);
            Matcher range = RANGE.matcher(header);
            if (!range.matches()) {
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            int from = Integer.parseInt(range.group(1));
            int length = Integer.parseInt(range.group(2)) - from + 1;
            exchange.getResponseHeaders().set("ETag", "\"car\"");
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (from + length - 1) + "/" + car.length);
            exchange.sendResponseHeaders(206, length);
            byte[] part = Arrays.copyOfRange(car, from, from + length);
            if (corrupt) {
                part[part.length - 1] ^= 1;
            }
            exchange.getResponseBody().write(part);
        }
    }

    /** The next answers are 503. */
    void busy(int times) {
        busy.set(times);
    }

    List<String> ranges() {
        return List.copyOf(ranges);
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/piece";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
