package io.whypfs.proxifier.frontend;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One TCP connection on which a test says exactly the bytes it wants to say. */
final class RawClient implements AutoCloseable {

    /** @param headers names in lower case */
    record Answer(int status, Map<String, String> headers, String body) {}

    private final Socket socket;
    private final InputStream in;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 65_536);
    }

    static Answer ask(int port, String head) throws IOException {
        try (RawClient client = new RawClient(port)) {
            client.send(head);
            return client.answer(head.startsWith("HEAD "));
        }
    }

    void send(String head) throws IOException {
        socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    InputStream in() {
        return in;
    }

    Answer answer(boolean bodiless) throws IOException {
        Answer head = head();
        if (bodiless || head.status == 204 || head.status == 304 || head.status == 100) {
            return head;
        }
        String length = head.headers.get("content-length");
        byte[] body;
        if (length != null) {
            body = in.readNBytes(Integer.parseInt(length));
            if (body.length != Integer.parseInt(length)) {
                throw new EOFException("cut after " + body.length + " of " + length + " bytes");
            }
        } else if ("chunked".equals(head.headers.get("transfer-encoding"))) {
            body = chunks();
        } else {
            body = in.readAllBytes();
        }
        return new Answer(head.status, head.headers, new String(body, StandardCharsets.ISO_8859_1));
    }

    Answer head() throws IOException {
        String status = line();
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (a, b) -> a + ", " + b);
        }
        return new Answer(Integer.parseInt(status.split(" ")[1]), headers, "");
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(), 16);
            body.writeBytes(in.readNBytes(size));
            line();
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException("connection ended after \"" + line + "\"");
            }
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Closes so that the other side sees a reset, as when a process dies. */
    void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
