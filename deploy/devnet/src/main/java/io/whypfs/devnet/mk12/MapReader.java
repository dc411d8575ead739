package io.whypfs.devnet.mk12;

import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import java.util.HashSet;
import java.util.Set;

/** Goes through a map with text keys. */
final class MapReader {

    private static final int KEY_LIMIT = 64;

    private MapReader() {}

    /** Reads the value of a key; true when it knew the key and read the value. */
    @FunctionalInterface
    interface Field {

        boolean read(String key, CborReader from) throws BadBytes;
    }

    /**
     * @param needed keys without which the message makes no sense here; Go would leave them at zero
     * @throws BadBytes also for a key that comes twice
     */
    static void read(CborReader from, String what, Set<String> needed, Field field) throws BadBytes {
        int entries = from.map();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < entries; i++) {
            String key = from.text(KEY_LIMIT);
            if (!seen.add(key)) {
                throw new BadBytes(what + " has the key " + key + " twice");
            }
            if (!field.read(key, from)) {
                from.skip();
            }
        }
        for (String key : needed) {
            if (!seen.contains(key)) {
                throw new BadBytes(what + " lacks the key " + key);
            }
        }
    }
}
