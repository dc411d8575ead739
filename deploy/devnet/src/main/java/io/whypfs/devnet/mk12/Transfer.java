package io.whypfs.devnet.mk12;

import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import io.whypfs.devnet.codec.CborWriter;
import java.util.Set;

/**
 * How the data come over: a map of Size, Type, Params (JSON bytes), ClientID.
 *
 * @param size bytes of the CAR
 */
public record Transfer(String type, String clientId, byte[] params, long size) {

    private static final int ENTRIES = 4;

    static Transfer read(CborReader from) throws BadBytes {
        Reader reader = new Reader();
        MapReader.read(from, "Transfer", Set.of("Size", "Type", "Params"), reader::field);
        return new Transfer(reader.type, reader.clientId, reader.params, reader.size);
    }

    void write(CborWriter to) {
        to.map(ENTRIES).text("Size").integer(size).text("Type").text(type);
        to.text("Params").bytes(params).text("ClientID").text(clientId);
    }

    private static final class Reader {
        private String type = "";
        private String clientId = "";
        private byte[] params = {};
        private long size;

        private boolean field(String key, CborReader from) throws BadBytes {
            switch (key) {
                case "Size" -> size = from.unsigned();
                case "Type" -> type = from.text(CborReader.MAX_TEXT);
                case "Params" -> params = from.bytes(CborReader.MAX_BYTES);
                case "ClientID" -> clientId = from.text(CborReader.MAX_TEXT);
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
