package io.whypfs.deals.wallet;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * Encrypts keys at rest: AES-256-GCM with a key that scrypt derives from the secret and a salt of the row's own. The
 * account's address is authenticated with it, so that rows cannot change places.
 *
 * <p>Source: RFC 7914 for scrypt, NIST SP 800-38D for GCM.
 */
final class KeySealer {

    private static final int LEAST_CHARACTERS = 16;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    /** Cost as a power of two, block size, parallelisation: 32 MiB and some tens of milliseconds. */
    private static final String KDF = "scrypt-15-8-1";

    private static final Pattern SCRYPT =
            Pattern.compile("scrypt-(?<cost>1[0-9]|20)-(?<block>[0-9]{1,2})-(?<lanes>[0-9])");

    private final byte[] secret;
    private final SecureRandom random;

    /** @throws WalletException when the secret is too short */
    KeySealer(String secret, SecureRandom random) throws WalletException {
        if (secret.length() < LEAST_CHARACTERS) {
            throw new WalletException("whypfs.wallet.secret must have at least " + LEAST_CHARACTERS + " characters.");
        }
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.random = random;
    }

    /** What is kept of a key; the arrays are borrowed. */
    @SuppressWarnings("ArrayRecordComponent")
    record Sealed(String kdf, byte[] salt, byte[] nonce, byte[] bytes) {}

    Sealed seal(byte[] key, String address) {
        byte[] salt = randomBytes(SALT_BYTES);
        byte[] nonce = randomBytes(NONCE_BYTES);
        try {
            return new Sealed(
                    KDF,
                    salt,
                    nonce,
                    cipher(Cipher.ENCRYPT_MODE, KDF, salt, nonce, address).doFinal(key));
        } catch (GeneralSecurityException | WalletException e) {
            throw new IllegalStateException("AES-256-GCM is not to be had in this Java.", e);
        }
    }

    /** @throws WalletException when the secret is not the one the key was sealed with, or the row was changed */
    byte[] open(Sealed sealed, String address) throws WalletException {
        try {
            return cipher(Cipher.DECRYPT_MODE, sealed.kdf(), sealed.salt(), sealed.nonce(), address)
                    .doFinal(sealed.bytes());
        } catch (AEADBadTagException e) {
            throw new WalletException(
                    "whypfs.wallet.secret does not open the key of " + address
                            + "; set the secret that the wallet was made with.",
                    e);
        } catch (GeneralSecurityException e) {
            throw new WalletException("The stored key of " + address + " is damaged.", e);
        }
    }

    private Cipher cipher(int mode, String kdf, byte[] salt, byte[] nonce, String address)
            throws GeneralSecurityException, WalletException {
        Matcher scrypt = SCRYPT.matcher(kdf);
        if (!scrypt.matches()) {
            throw new WalletException(
                    "The key of " + address + " was sealed in a way this version does not know: " + kdf);
        }
        byte[] key = SCrypt.generate(
                secret,
                salt,
                1 << Integer.parseInt(scrypt.group("cost")),
                Integer.parseInt(scrypt.group("block")),
                Integer.parseInt(scrypt.group("lanes")),
                KEY_BYTES);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(address.getBytes(StandardCharsets.US_ASCII));
            return cipher;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "sealer of keys";
    }
}
