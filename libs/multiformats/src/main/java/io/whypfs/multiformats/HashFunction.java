package io.whypfs.multiformats;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** One hash function of the registry, computed over a range of bytes. */
@FunctionalInterface
interface HashFunction {

    byte[] digest(byte[] data, int offset, int length);

    /** The function with this code, or empty when it is not computed here. */
    static Optional<HashFunction> of(long code) {
        if (code == Multicodec.SHA2_256) {
            return Optional.of(jdk("SHA-256"));
        }
        if (code == Multicodec.SHA2_512) {
            return Optional.of(jdk("SHA-512"));
        }
        if (code == Multicodec.SHA1) {
            return Optional.of(jdk("SHA-1"));
        }
        if (code == Multicodec.DBL_SHA2_256) {
            return Optional.of((data, offset, length) -> {
                MessageDigest sha = messageDigest("SHA-256");
                sha.update(data, offset, length);
                return sha.digest(sha.digest());
            });
        }
        if (code == Multicodec.IDENTITY) {
            return Optional.of((data, offset, length) -> Arrays.copyOfRange(data, offset, offset + length));
        }
        return BouncyCastleHashes.of(code);
    }

    private static HashFunction jdk(String algorithm) {
        return (data, offset, length) -> {
            MessageDigest digest = messageDigest(algorithm);
            digest.update(data, offset, length);
            return digest.digest();
        };
    }

    private static MessageDigest messageDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no " + algorithm + ".", e);
        }
    }
}
