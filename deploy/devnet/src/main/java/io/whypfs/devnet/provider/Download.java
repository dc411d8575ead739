package io.whypfs.devnet.provider;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request of a transfer, as Curio's robust HTTP client makes it: GET without HEAD, {@code Range: bytes=off-(size-1)},
 * up to three redirects, 206 wanted, or 200 from the start.
 */
final class Download implements AutoCloseable {

    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int CONNECT_MILLIS = 10_000;
    private static final int STALL_MILLIS = 10_000;
    private static final int MOST_REDIRECTS = 3;
    private final HttpURLConnection connection;
    private final String range;
    private final int status;

    /** An answer that a provider cannot use; the message goes into the deal's log. */
    static final class Unusable extends IOException {
        private final int status;

        Unusable(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private Download(HttpURLConnection connection, String range, int status) {
        this.connection = connection;
        this.range = range;
        this.status = status;
    }

    /** @param from first byte. @param size of the whole */
    static Download open(TransferParams params, long from, long size, boolean refusePrivate) throws IOException {
        String range = "bytes=" + from + "-" + (size - 1);
        URI url = params.url();
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Optional<String> bad = TransferParams.check(url, refusePrivate);
            if (bad.isPresent()) {
                throw new Unusable(0, bad.get());
            }
            HttpURLConnection connection = request(params, url, range);
            int status = connection.getResponseCode();
            String location = connection.getHeaderField("Location");
            if (status / 100 != 3 || location == null) {
                Download download = new Download(connection, range, status);
                download.check(from, size);
                return download;
            }
            connection.disconnect();
            url = url.resolve(location);
        }
        throw new Unusable(0, "more than " + MOST_REDIRECTS + " redirects");
    }

    private static HttpURLConnection request(TransferParams params, URI url, String range) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(STALL_MILLIS);
        connection.setRequestProperty("Range", range);
        connection.setRequestProperty("User-Agent", "curio/whypfs-devnet");
        connection.setRequestProperty("Accept", "*/*");
        params.headers().forEach(connection::setRequestProperty);
        return connection;
    }

    private void check(long from, long size) throws Unusable {
        if (status != PARTIAL && (status != OK || from > 0)) {
            connection.disconnect();
            throw new Unusable(status, "HTTP " + status + " to " + range);
        }
        long length = connection.getContentLengthLong();
        long expected = size - from;
        if (length != expected) {
            connection.disconnect();
            throw new Unusable(status, "Content-Length " + length + " instead of " + expected + " to " + range);
        }
        String wanted = "bytes " + from + "-" + (size - 1) + "/" + size;
        String given = connection.getHeaderField("Content-Range");
        if (status == PARTIAL && !wanted.equals(given)) {
            connection.disconnect();
            throw new Unusable(status, "Content-Range '" + given + "' instead of '" + wanted + "'");
        }
        if (connection.getContentEncoding() != null) {
            connection.disconnect();
            throw new Unusable(status, "Content-Encoding " + connection.getContentEncoding());
        }
    }

    InputStream body() throws IOException {
        return connection.getInputStream();
    }

    int status() {
        return status;
    }

    String range() {
        return range;
    }

    /** A strong ETag, or null. */
    @Nullable
    String etag() {
        String etag = connection.getHeaderField("ETag");
        return etag == null || etag.startsWith("W/") ? null : etag;
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
