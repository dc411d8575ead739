package io.whypfs.devnet.provider;

import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.http.Answer;
import io.whypfs.devnet.http.Answer.Manner;
import io.whypfs.devnet.http.Request;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code GET|HEAD /piece/{cid}}: a kept piece, whole or one range of at most 16 MiB at a time. */
final class PieceDoor {

    private static final String PATH = "/piece/";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");
    private static final long MOST = 16L << 20;
    private final Pieces pieces;

    PieceDoor(Pieces pieces) {
        this.pieces = pieces;
    }

    Answer piece(Request request) throws IOException {
        Cid piece;
        try {
            piece = Cid.parse(request.path().substring(PATH.length()));
        } catch (BadBytes e) {
            return Answer.text(400, "Reason: " + e.getMessage());
        }
        Path file = pieces.file(piece);
        if (!Files.exists(file)) {
            return Answer.text(404, "Reason: piece not here");
        }
        long size = Files.size(file);
        Matcher range = RANGE.matcher(request.header("range").orElse("bytes=0-"));
        if (!range.matches() || Long.parseLong(range.group(1)) >= size) {
            return new Answer(416, Map.of("Content-Range", "bytes */" + size), new byte[0], Manner.PLAIN);
        }
        long from = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(range.group(2)));
        last = Math.min(last, from + MOST - 1);
        boolean part = from > 0 || last < size - 1;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/piece");
        headers.put("Accept-Ranges", "bytes");
        headers.put("ETag", "\"" + piece + "\"");
        if (request.method().equals("HEAD")) {
            headers.put("Content-Length", Long.toString(size));
            return new Answer(200, headers, new byte[0], Manner.HEAD);
        }
        if (part) {
            headers.put("Content-Range", "bytes " + from + "-" + last + "/" + size);
        }
        return new Answer(part ? 206 : 200, headers, read(file, from, (int) (last - from + 1)), Manner.PLAIN);
    }

    private static byte[] read(Path file, long from, int length) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[length];
            in.seek(from);
            in.readFully(bytes);
            return bytes;
        }
    }
}
