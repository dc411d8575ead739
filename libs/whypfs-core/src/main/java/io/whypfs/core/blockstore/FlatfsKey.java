package io.whypfs.core.blockstore;

import io.whypfs.multiformats.Multibase;
import io.whypfs.multiformats.MultiformatException;
import io.whypfs.multiformats.Multihash;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Name of a block's file: upper-case base32 of the multihash, no padding, then {@code .data}. Source: boxo
 * {@code dshelp}, go-ds-flatfs.
 */
final class FlatfsKey {

    static final String EXTENSION = ".data";

    private static final Pattern LEGAL = Pattern.compile("[0-9A-Z+\\-_=]+");

    private FlatfsKey() {}

    static String of(Multihash multihash) {
        return Multibase.BASE32_UPPER.encodeBare(multihash.toBytes());
    }

    /** Whether flatfs takes this as the last part of a datastore key. */
    static boolean isLegal(String key) {
        return LEGAL.matcher(key).matches();
    }

    /** The multihash of a file name; empty for files that are no blocks. */
    static Optional<Multihash> parseFileName(String name) {
        if (name.startsWith(".") || !name.endsWith(EXTENSION)) {
            return Optional.empty();
        }
        String key = name.substring(0, name.length() - EXTENSION.length());
        if (!isLegal(key)) {
            return Optional.empty();
        }
        try {
            Multihash multihash = Multihash.decode(Multibase.BASE32_UPPER.decodeBare(key));
            return multihash.isIdentity() ? Optional.empty() : Optional.of(multihash);
        } catch (MultiformatException _) {
            return Optional.empty();
        }
    }
}
