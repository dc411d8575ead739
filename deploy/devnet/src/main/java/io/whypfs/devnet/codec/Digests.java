package io.whypfs.devnet.codec;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/** The two hash functions of the chain. */
public final class Digests {

    private static final int BITS = 8;

    private Digests() {}

    /** BLAKE2b without a key. @param length bytes of the digest, 1 to 64 */
    public static byte[] blake2b(int length, byte[]... parts) {
        Blake2bDigest digest = new Blake2bDigest(length * BITS);
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] out = new byte[length];
        digest.doFinal(out, 0);
        return out;
    }

    public static byte[] sha256(byte[] bytes) {
        return sha256().digest(bytes);
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
