package io.whypfs.devnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The vector files under {@code vectors/filecoin}. */
public final class Vectors {

    private Vectors() {}

    public static JsonNode file(String name) {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/filecoin/" + name)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Stream<JsonNode> rows(String name, String list) {
        return StreamSupport.stream(file(name).get(list).spliterator(), false);
    }

    public static byte[] hex(JsonNode text) {
        return HexFormat.of().parseHex(text.asText());
    }

    public static CborReader reader(byte[] bytes) {
        return new CborReader(bytes, what -> {
            throw new AssertionError(what);
        });
    }

    /** Something that reads bytes and may refuse. */
    @FunctionalInterface
    public interface Reading {
        void read(CborReader from) throws BadBytes;
    }

    public static List<String> lint(byte[] bytes, Reading reading) throws BadBytes {
        List<String> found = new ArrayList<>();
        reading.read(new CborReader(bytes, found::add));
        return found;
    }
}
