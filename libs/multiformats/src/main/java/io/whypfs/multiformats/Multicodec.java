package io.whypfs.multiformats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Codes of the multicodec registry that this project names, and look-up in the whole registry.
 *
 * <p>The registry is read from a resource at the first look-up; the constants cost nothing. Source:
 * multiformats/multicodec, {@code table.csv}.
 */
public final class Multicodec {

    public static final long IDENTITY = 0x00;
    public static final long SHA1 = 0x11;
    public static final long SHA2_256 = 0x12;
    public static final long SHA2_512 = 0x13;
    public static final long SHA3_512 = 0x14;
    public static final long SHA3_384 = 0x15;
    public static final long SHA3_256 = 0x16;
    public static final long SHA3_224 = 0x17;
    public static final long SHAKE_256 = 0x19;
    public static final long KECCAK_224 = 0x1a;
    public static final long KECCAK_256 = 0x1b;
    public static final long KECCAK_384 = 0x1c;
    public static final long KECCAK_512 = 0x1d;
    public static final long BLAKE3 = 0x1e;
    public static final long MURMUR3_X64_64 = 0x22;
    public static final long DBL_SHA2_256 = 0x56;
    public static final long BLAKE2B_8 = 0xb201;
    public static final long BLAKE2B_160 = 0xb214;
    public static final long BLAKE2B_256 = 0xb220;
    public static final long BLAKE2B_512 = 0xb240;
    public static final long BLAKE2S_8 = 0xb241;
    public static final long BLAKE2S_160 = 0xb254;
    public static final long BLAKE2S_256 = 0xb260;
    public static final long SHA2_256_TRUNC254_PADDED = 0x1012;

    public static final long CBOR = 0x51;
    public static final long RAW = 0x55;
    public static final long DAG_PB = 0x70;
    public static final long DAG_CBOR = 0x71;
    public static final long LIBP2P_KEY = 0x72;
    public static final long GIT_RAW = 0x78;
    public static final long DAG_JSON = 0x0129;
    public static final long JSON = 0x0200;
    public static final long IPNS_RECORD = 0x0300;
    public static final long LIBP2P_PEER_RECORD = 0x0301;
    public static final long CAR_INDEX_SORTED = 0x0400;
    public static final long CAR_MULTIHASH_INDEX_SORTED = 0x0401;
    public static final long TRANSPORT_BITSWAP = 0x0900;
    public static final long TRANSPORT_IPFS_GATEWAY_HTTP = 0x0920;
    public static final long FIL_COMMITMENT_UNSEALED = 0xf101;
    public static final long FIL_COMMITMENT_SEALED = 0xf102;

    private Multicodec() {}

    /** The registry's name of a code. */
    public static Optional<String> name(long code) {
        return Optional.ofNullable(Registry.NAMES.get(code));
    }

    /** The registry's code of a name such as {@code dag-pb}. */
    public static OptionalLong code(String name) {
        Long code = Registry.CODES.get(name);
        return code == null ? OptionalLong.empty() : OptionalLong.of(code);
    }

    /** Name if the registry has one, else the code in hex; for messages. */
    static String describe(long code) {
        return name(code).orElseGet(() -> "0x" + Long.toHexString(code));
    }

    private static final class Registry {
        private static final Map<Long, String> NAMES = new HashMap<>();
        private static final Map<String, Long> CODES = new HashMap<>();

        static {
            try (InputStream in = Objects.requireNonNull(
                            Multicodec.class.getResourceAsStream("multicodec-table.csv"), "multicodec-table.csv");
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                lines.lines().skip(1).forEach(Registry::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void add(String line) {
            String[] cells = line.split(",", 4);
            String name = cells[0].strip();
            long code = Long.decode(cells[2].strip());
            NAMES.putIfAbsent(code, name);
            CODES.putIfAbsent(name, code);
        }
    }
}
