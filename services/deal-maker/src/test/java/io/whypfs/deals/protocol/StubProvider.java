package io.whypfs.deals.protocol;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A web server on loopback whose every byte the test decides, also those that no web server would send. It reads requests
 * with a parser of its own, as strict as can be: a request that is not whole fails the test that looks at it.
 */
public final class StubProvider implements AutoCloseable {

    /** A request as it arrived. */
    public record Request(String line, Map<String, String> headers, byte[] body) {}

    /** What the provider does with a connection. */
    @FunctionalInterface
    public interface Behaviour {
        void serve(StubProvider stub, Socket socket) throws Exception;
    }

    private final ServerSocket server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Exception> failures = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);

    public StubProvider(ServerSocket server, Behaviour behaviour) {
        this.server = server;
        Thread.startVirtualThread(() -> accept(behaviour));
    }

    public StubProvider(Behaviour behaviour) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour);
    }

    private void accept(Behaviour behaviour) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.startVirtualThread(() -> serve(behaviour, socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    failures.add(e);
                }
            }
        }
    }

    private void serve(Behaviour behaviour, Socket socket) {
        try (socket) {
            behaviour.serve(this, socket);
        } catch (Exception e) {
            failures.add(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<Request> requests() {
        return requests;
    }

    /** What went wrong here, such as a client that broke off. */
    public List<Exception> failures() {
        return failures;
    }

    /** Reads one whole request. */
    public Request read(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        String line = line(in);
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.get("content-length"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the body has " + body.length + " of " + length + " bytes");
        }
        Request request = new Request(line, headers, body);
        requests.add(request);
        return request;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the request ends inside its head");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    /** An answer with a body of known length. */
    public static byte[] answer(String statusLine, byte[] body, String... headers) {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 " + statusLine + "\r\nContent-Length: " + body.length + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(start);
        whole.writeBytes(body);
        return whole.toByteArray();
    }

    /** Reads the request and answers. */
    public static Behaviour answering(String statusLine, byte[] body, String... headers) {
        return (stub, socket) -> {
            stub.read(socket);
            socket.getOutputStream().write(answer(statusLine, body, headers));
        };
    }

    /** Reads the request and answers one byte after the other, each in a packet of its own. */
    public static Behaviour trickling(byte[] answer) {
        return (stub, socket) -> {
            socket.setTcpNoDelay(true);
            stub.read(socket);
            OutputStream out = socket.getOutputStream();
            for (byte each : answer) {
                out.write(each);
                out.flush();
            }
        };
    }

    /** Breaks the connection before a byte of the request is read. */
    public static Behaviour resettingAtOnce() {
        return (stub, socket) -> socket.setSoLinger(true, 0);
    }

    /** Reads the whole request, then breaks the connection. */
    public static Behaviour resettingAfterTheRequest() {
        return (stub, socket) -> {
            stub.read(socket);
            socket.setSoLinger(true, 0);
        };
    }

    /** Reads the whole request and says nothing until the test is over. */
    public static Behaviour silent() {
        return (stub, socket) -> {
            stub.read(socket);
            stub.released.await();
        };
    }

    @Override
    public void close() throws IOException {
        released.countDown();
        server.close();
    }
}
