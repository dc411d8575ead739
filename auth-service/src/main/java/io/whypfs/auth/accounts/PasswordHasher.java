package io.whypfs.auth.accounts;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.Semaphore;

/**
 * Bcrypt over what the client sent, kept as a modular crypt string with its own salt.
 *
 * <p>Bcrypt reads 72 bytes and treats a NUL as its own padding; a longer password, or one with a NUL, is folded by
 * SHA-256 first. Hashing keeps a processor busy for tens of milliseconds, so only as many run at once as leave one
 * processor to everything else: a crowd that logs in does not hold up introspection.
 */
final class PasswordHasher {

    private static final int BCRYPT_BYTES = 72;

    private final int cost;
    private final Semaphore processors;

    /** @param cost base 2 logarithm of bcrypt's rounds, 4 to 31 */
    PasswordHasher(int cost, int concurrency) {
        this.cost = cost;
        this.processors = new Semaphore(concurrency, true);
    }

    String hash(ClientPassword password) {
        processors.acquireUninterruptibly();
        try {
            return BcryptUtil.bcryptHash(folded(password.text()), cost);
        } finally {
            processors.release();
        }
    }

    boolean matches(ClientPassword password, String stored) {
        processors.acquireUninterruptibly();
        try {
            return BcryptUtil.matches(folded(password.text()), stored);
        } finally {
            processors.release();
        }
    }

    private static String folded(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= BCRYPT_BYTES && password.indexOf('\0') < 0) {
            return password;
        }
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
