package io.whypfs.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One keep-alive HTTP/1.1 connection (RFC 9112) for one exchange after the other. Blocks; one thread. */
public final class HttpConnection implements AutoCloseable {

    /**
     * An answer whose body was read to its end.
     *
     * @param bytes length of the whole body
     * @param start of the body, as much as fits
     */
    public record Answer(int status, long bytes, String start, boolean closes) {}

    private static final int KEPT = 4_096;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024).flip();
    private final byte[] kept = new byte[KEPT];
    private int keptLength;
    private long bodyBytes;

    public HttpConnection(String host, int port) throws IOException {
        channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress(host, port));
    }

    /** Sends the buffers as one write where the kernel takes them so. */
    void send(ByteBuffer... buffers) throws IOException {
        ByteBuffer last = buffers[buffers.length - 1];
        while (last.hasRemaining()) {
            channel.write(buffers);
        }
    }

    Answer answer() throws IOException {
        String status = line();
        if (!status.startsWith("HTTP/1.")) {
            throw new IOException("not an HTTP answer: " + status);
        }
        int code = Integer.parseInt(status.substring(9, 12));
        long length = -1;
        boolean chunked = false;
        boolean closes = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            } else if (lower.startsWith("connection:")) {
                closes = lower.contains("close");
            }
        }
        keptLength = 0;
        bodyBytes = 0;
        if (chunked) {
            chunks();
        } else if (length >= 0) {
            body(length);
        } else {
            throw new IOException("an answer without a length: " + status);
        }
        return new Answer(code, bodyBytes, new String(kept, 0, keptLength, StandardCharsets.ISO_8859_1), closes);
    }

    private void chunks() throws IOException {
        while (true) {
            String size = line();
            int extension = size.indexOf(';');
            long length = Long.parseLong((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
            if (length == 0) {
                while (!line().isEmpty()) {
                    // Trailers say nothing that is measured here.
                }
                return;
            }
            body(length);
            line();
        }
    }

    private void body(long length) throws IOException {
        bodyBytes += length;
        long missing = length;
        while (missing > 0) {
            if (!in.hasRemaining()) {
                fill();
            }
            int now = (int) Math.min(missing, in.remaining());
            int keep = Math.min(now, KEPT - keptLength);
            in.get(in.position(), kept, keptLength, keep);
            keptLength += keep;
            in.position(in.position() + now);
            missing -= now;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        while (true) {
            if (!in.hasRemaining()) {
                fill();
            }
            byte b = in.get();
            if (b == '\n') {
                return line.toString();
            }
            if (b != '\r') {
                line.append((char) (b & 0xff));
            }
        }
    }

    private void fill() throws IOException {
        in.clear();
        int read = channel.read(in);
        in.flip();
        if (read < 0) {
            throw new EOFException("the server closed the connection");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
