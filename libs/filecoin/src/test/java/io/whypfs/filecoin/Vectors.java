package io.whypfs.filecoin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads the vector files of this module. */
public final class Vectors {

    private Vectors() {}

    public static JsonNode json(String name) {
        try {
            return new ObjectMapper().readTree(bytes(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(String name) {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/filecoin/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of an array, of which there must be some. */
    public static List<JsonNode> rows(JsonNode array) {
        List<JsonNode> rows = StreamSupport.stream(array.spliterator(), false).toList();
        if (rows.isEmpty()) {
            throw new IllegalStateException("The vector array is empty or missing.");
        }
        return rows;
    }

    public static byte[] hex(JsonNode node) {
        return HexFormat.of().parseHex(node.textValue());
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
