package io.whypfs.filecoin.signing;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.address.Address;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * Private key of a secp256k1 wallet.
 *
 * <p>Signs blake2b-256 of the message with the nonce of RFC 6979 (SHA-256), so the same message always gives the same
 * signature, with s in the lower half. Never printed. Immutable.
 */
public final class Secp256k1Key {

    private static final BigInteger HALF_ORDER = Secp256k1.CURVE.getN().shiftRight(1);

    private final BigInteger secret;
    private final byte[] publicKey;

    private Secp256k1Key(BigInteger secret) {
        this.secret = secret;
        ECPoint point = new FixedPointCombMultiplier().multiply(Secp256k1.CURVE.getG(), secret);
        this.publicKey = point.normalize().getEncoded(false);
    }

    /** @param scalar 32 bytes, big-endian */
    public static Secp256k1Key of(byte[] scalar) {
        BigInteger secret = new BigInteger(1, scalar);
        if (scalar.length != Secp256k1.SCALAR_BYTES || !Secp256k1.isScalar(secret)) {
            throw new FilecoinFormatException("The bytes are no secp256k1 private key.");
        }
        return new Secp256k1Key(secret);
    }

    /** @throws FilecoinFormatException when the exported key is of another type */
    public static Secp256k1Key of(ExportedKey exported) {
        if (exported.type() != SignatureType.SECP256K1) {
            throw new FilecoinFormatException(
                    "The exported key is a " + exported.type().lotusName() + " key; only secp256k1 keys sign here.");
        }
        return of(exported.privateKey());
    }

    public Address address() {
        return Address.secp256k1(publicKey);
    }

    /** Uncompressed, 65 bytes; a copy. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    public ExportedKey export() {
        return new ExportedKey(SignatureType.SECP256K1, Secp256k1.fixed(secret));
    }

    public Signature sign(byte[] message) {
        byte[] digest = Secp256k1.digest(message);
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(secret, Secp256k1.CURVE));
        BigInteger[] parts = signer.generateSignature(digest);
        BigInteger r = parts[0];
        BigInteger s =
                parts[1].compareTo(HALF_ORDER) > 0 ? Secp256k1.CURVE.getN().subtract(parts[1]) : parts[1];
        byte[] data = new byte[Secp256k1.SIGNATURE_BYTES];
        System.arraycopy(Secp256k1.fixed(r), 0, data, 0, Secp256k1.SCALAR_BYTES);
        System.arraycopy(Secp256k1.fixed(s), 0, data, Secp256k1.SCALAR_BYTES, Secp256k1.SCALAR_BYTES);
        data[Secp256k1.SIGNATURE_BYTES - 1] = (byte) recoveryId(digest, r, s);
        return new Signature(SignatureType.SECP256K1, data);
    }

    private int recoveryId(byte[] digest, BigInteger r, BigInteger s) {
        for (int id = 0; id <= 1; id++) {
            boolean isOurs = Secp256k1.recover(digest, r, s, id)
                    .filter(point -> Arrays.equals(point.getEncoded(false), publicKey))
                    .isPresent();
            if (isOurs) {
                return id;
            }
        }
        throw new IllegalStateException("The key cannot be recovered from its own signature.");
    }

    /** Names the address, never the secret. */
    @Override
    public String toString() {
        return "key of " + address();
    }
}
