package io.whypfs.filecoin.signing;

import io.whypfs.filecoin.FilecoinFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A private key as {@code lotus wallet export} writes it: hex of {@code {"Type":"...","PrivateKey":"base64"}}.
 *
 * <p>secp256k1 keys are big-endian, BLS keys little-endian. Never printed. Immutable. Source: filecoin-project/lotus,
 * chain/types/keystore.go.
 */
public final class ExportedKey {

    private static final int PRIVATE_KEY_BYTES = 32;
    private static final String TYPE = "\"Type\"\\s*:\\s*\"(?<type>[a-z0-9]+)\"";
    private static final String KEY = "\"PrivateKey\"\\s*:\\s*\"(?<key>[A-Za-z0-9+/=]+)\"";
    private static final Pattern TYPE_FIRST = Pattern.compile("\\s*\\{\\s*" + TYPE + "\\s*,\\s*" + KEY + "\\s*}\\s*");
    private static final Pattern KEY_FIRST = Pattern.compile("\\s*\\{\\s*" + KEY + "\\s*,\\s*" + TYPE + "\\s*}\\s*");

    private final SignatureType type;
    private final byte[] privateKey;

    /** @param privateKey 32 bytes, copied */
    public ExportedKey(SignatureType type, byte[] privateKey) {
        if (privateKey.length != PRIVATE_KEY_BYTES) {
            throw new FilecoinFormatException("A private key has 32 bytes, but got " + privateKey.length + ".");
        }
        this.type = type;
        this.privateKey = privateKey.clone();
    }

    /** Reads {@code hex-lotus} or {@code json-lotus}; white space around it does no harm. */
    public static ExportedKey parse(String text) {
        String trimmed = text.strip();
        return trimmed.startsWith("{") ? parseJson(trimmed) : parseJson(unhex(trimmed));
    }

    private static String unhex(String hex) {
        try {
            return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Without the cause: its message would show a part of the key.
            throw notExported();
        }
    }

    private static ExportedKey parseJson(String json) {
        Matcher matcher = TYPE_FIRST.matcher(json);
        if (!matcher.matches()) {
            matcher = KEY_FIRST.matcher(json);
            if (!matcher.matches()) {
                throw notExported();
            }
        }
        SignatureType type = SignatureType.ofLotusName(matcher.group("type"));
        try {
            return new ExportedKey(type, Base64.getDecoder().decode(matcher.group("key")));
        } catch (FilecoinFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw notExported();
        }
    }

    private static FilecoinFormatException notExported() {
        return new FilecoinFormatException(
                "The text is no exported key; it should be the output of lotus wallet export.");
    }

    public SignatureType type() {
        return type;
    }

    /** A copy. */
    public byte[] privateKey() {
        return privateKey.clone();
    }

    public String toJson() {
        return "{\"Type\":\"" + type.lotusName() + "\",\"PrivateKey\":\""
                + Base64.getEncoder().encodeToString(privateKey) + "\"}";
    }

    public String toHex() {
        return HexFormat.of().formatHex(toJson().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExportedKey that && type == that.type && Arrays.equals(privateKey, that.privateKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(privateKey);
    }

    /** Names the type, never the secret. */
    @Override
    public String toString() {
        return "exported " + type.lotusName() + " key";
    }
}
