package io.whypfs.ipld;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The vectors' content generator: ChaCha20 key stream, key SHA-256 of the seed, zero nonce, counter 0. */
public final class KeyStream {

    private final Cipher cipher;

    public KeyStream(String seed) {
        try {
            byte[] key = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
            cipher = Cipher.getInstance("ChaCha20");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, "ChaCha20"),
                    new ChaCha20ParameterSpec(new byte[12], 0));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] next(int length) {
        return length == 0 ? new byte[0] : cipher.update(new byte[length]);
    }

    public static byte[] bytes(String seed, int length) {
        return new KeyStream(seed).next(length);
    }
}
