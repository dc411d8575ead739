package io.whypfs.devnet.wire;

import io.whypfs.devnet.codec.Digests;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** A secp256k1 key of somebody who lives in the devnet: a provider's worker. */
public record SigningKey(BigInteger secret, Address address) {

    private static final int WORD = 32;

    /** The same name gives the same key; nothing here is secret. */
    public static SigningKey named(String name) {
        return of(new BigInteger(1, Digests.blake2b(WORD, name.getBytes(StandardCharsets.UTF_8))).shiftRight(1));
    }

    public static SigningKey of(BigInteger secret) {
        return new SigningKey(secret, Address.ofKey(Secp256k1.publicKey(secret)));
    }

    public Signature sign(byte[] message) {
        return Secp256k1.sign(secret, message);
    }
}
