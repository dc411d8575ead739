package io.whypfs.api.gateway;

import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.MultiformatException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A CID and a path below it, from a request's path.
 *
 * @param text the CID as it was asked for
 * @param segments decoded; empty ones are left out
 * @param endsWithSlash whether the request's path did
 */
record ContentPath(Cid root, String text, List<String> segments, boolean endsWithSlash) {

    private static final int LONGEST = 8192;

    /**
     * Reads what stands after {@code /ipfs/}, percent-encoded.
     *
     * @throws GatewayException 400 when the CID or the path cannot be read
     */
    static ContentPath parse(String encoded) {
        if (encoded.length() > LONGEST) {
            throw new GatewayException(414, "The path is longer than " + LONGEST + " characters.");
        }
        String[] parts = encoded.split("/", -1);
        String text = decode(parts[0]);
        Cid root;
        try {
            root = Cid.parse(text);
        } catch (MultiformatException e) {
            throw new GatewayException(400, "The path does not begin with a CID that can be read: " + e.getMessage());
        }
        List<String> segments = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            String segment = decode(parts[i]);
            if (segment.equals(".") || segment.equals("..")) {
                throw new GatewayException(400, "The path has the segment '" + segment + "', which names nothing.");
            }
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return new ContentPath(root, text, List.copyOf(segments), parts.length > 1 && encoded.endsWith("/"));
    }

    /** The path below the root, encoded anew, each segment after a slash; empty for the root itself. */
    String encodedBelow() {
        if (segments.isEmpty()) {
            return "";
        }
        StringBuilder encoded = new StringBuilder();
        for (String segment : segments) {
            encoded.append('/').append(encode(segment));
        }
        return encoded.toString();
    }

    /** {@code /ipfs/<cid>/<path>}, encoded, without a slash at the end. */
    String canonical() {
        return "/ipfs/" + encode(text) + encodedBelow();
    }

    /** The last segment; empty for the root itself. */
    String lastName() {
        return segments.isEmpty() ? "" : segments.getLast();
    }

    /** Percent-encodes a path segment. */
    static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.put(bytes[i]);
                continue;
            }
            int high = i + 2 <= bytes.length - 1 ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 <= bytes.length - 1 ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new GatewayException(400, "The path has a '%' that is not followed by two hexadecimal digits.");
            }
            decoded.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new GatewayException(400, "The path is not UTF-8.");
        }
    }
}
