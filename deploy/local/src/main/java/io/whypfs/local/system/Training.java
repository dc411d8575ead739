package io.whypfs.local.system;

import io.whypfs.local.process.StartException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Uses a fresh system the way people do, so that its AOT caches hold the classes and profiles of that. */
final class Training {

    private static final int SMALL_FILES = 3000;
    /** As many at once as make the group commits of a busy system. */
    private static final int CONNECTIONS = 16;

    private static final int LARGE_FILE_BYTES = 16 << 20;
    private static final int SMALL_FILE_LINES = 200;
    private static final String BOUNDARY = "whypfs-training";
    private static final Pattern CID = Pattern.compile("\"cid\"\\s*:\\s*\"([a-zA-Z0-9]+)\"");

    private final Console console;
    private final String door;
    private final Path keyFile;

    Training(Console console, String door, Path keyFile) {
        this.console = console;
        this.door = door;
        this.keyFile = keyFile;
    }

    void run() {
        try {
            String key = Files.readString(keyFile).strip();
            smallFiles(key);
            readBack(upload(key, new byte[LARGE_FILE_BYTES]));
            for (String path : new String[] {"/content/stats", "/viewer", "/user/api-keys", "/health"}) {
                request("GET", path, key, new byte[0]);
            }
            console.progress("training requests are done");
        } catch (IOException e) {
            throw new StartException("a training request failed: " + e.getMessage() + ".", e);
        }
    }

    private void smallFiles(String key) throws IOException {
        ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> files = new ArrayList<>();
            for (int i = 0; i < SMALL_FILES; i++) {
                String line = "small file " + i + "\n";
                files.add(connections.submit(() -> {
                    readBack(upload(key, line.repeat(SMALL_FILE_LINES).getBytes(StandardCharsets.UTF_8)));
                    return null;
                }));
            }
            for (Future<?> file : files) {
                file.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the training was interrupted", e);
        } finally {
            connections.shutdownNow();
        }
    }

    private String upload(String key, byte[] bytes) throws IOException {
        byte[] head = ("--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"data\"; filename=\"training.txt\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] tail = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] body = new byte[head.length + bytes.length + tail.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(bytes, 0, body, head.length, bytes.length);
        System.arraycopy(tail, 0, body, head.length + bytes.length, tail.length);
        String answer = new String(request("POST", "/content/add", key, body), StandardCharsets.UTF_8);
        Matcher cid = CID.matcher(answer);
        if (!cid.find()) {
            throw new IOException("no cid in the answer to an upload: " + answer);
        }
        return cid.group(1);
    }

    private void readBack(String cid) throws IOException {
        request("GET", "/gw/ipfs/" + cid, "", new byte[0]);
    }

    private byte[] request(String method, String path, String key, byte[] body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(door + path).toURL().openConnection();
        connection.setRequestMethod(method);
        if (!key.isEmpty()) {
            connection.setRequestProperty("Authorization", "Bearer " + key);
        }
        if (body.length > 0) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            connection.setRequestProperty("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }
}
