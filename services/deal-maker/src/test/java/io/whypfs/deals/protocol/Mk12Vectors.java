package io.whypfs.deals.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;

/** Bytes of the protocol's messages, as Boost writes them. */
public final class Mk12Vectors {

    private Mk12Vectors() {}

    /** The message of this name. */
    public static byte[] message(String name) {
        try (InputStream in = Mk12Vectors.class.getResourceAsStream("/vectors/mk12/boost-protocol-messages.json")) {
            for (JsonNode message : new ObjectMapper().readTree(in).get("messages")) {
                if (message.get("name").textValue().equals(name)) {
                    return HexFormat.of().parseHex(message.get("cbor_hex").textValue());
                }
            }
            throw new IllegalArgumentException("There is no message " + name + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
