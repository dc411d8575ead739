package io.whypfs.filecoin.mk12;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.cbor.CborReader;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The entries of one message, in any order. */
final class Fields {

    private static final int UUID_BYTES = 16;

    private final Map<String, byte[]> items = new HashMap<>();

    private Fields() {}

    static Fields read(CborReader in) {
        Fields fields = new Fields();
        in.map(key -> {
            int start = in.position();
            in.skip();
            fields.items.put(key, in.since(start));
        });
        return fields;
    }

    /** Reads a message that fills the whole array. */
    static <T> T whole(byte[] cbor, Function<Fields, T> message) {
        return CborReader.whole(cbor, in -> message.apply(read(in)));
    }

    String text(String key) {
        return value(key, CborReader::text, "");
    }

    boolean bool(String key) {
        return value(key, CborReader::bool, false);
    }

    long unsigned(String key) {
        return value(key, CborReader::unsigned, 0L);
    }

    long integer(String key) {
        return value(key, CborReader::integer, 0L);
    }

    byte[] bytes(String key, int limit) {
        return value(key, in -> in.byteString(limit), new byte[0]);
    }

    UUID uuid(String key) {
        byte[] bytes = required(key, in -> in.byteString(UUID_BYTES));
        if (bytes.length != UUID_BYTES) {
            throw new FilecoinFormatException("The field '" + key + "' is no UUID of 16 bytes.");
        }
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return new UUID(halves.getLong(), halves.getLong());
    }

    static byte[] uuidBytes(UUID uuid) {
        return ByteBuffer.allocate(UUID_BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    /** Empty when the field is null or missing. */
    <T> Optional<T> optional(String key, Function<CborReader, T> type) {
        byte[] item = items.get(key);
        if (item == null || new CborReader(item).takeNull()) {
            return Optional.empty();
        }
        return Optional.of(CborReader.whole(item, type));
    }

    <T> T required(String key, Function<CborReader, T> type) {
        byte[] item = items.get(key);
        if (item == null) {
            throw new FilecoinFormatException("The field '" + key + "' is missing.");
        }
        return CborReader.whole(item, type);
    }

    private <T> T value(String key, Function<CborReader, T> type, T missing) {
        byte[] item = items.get(key);
        return item == null ? missing : CborReader.whole(item, type);
    }
}
