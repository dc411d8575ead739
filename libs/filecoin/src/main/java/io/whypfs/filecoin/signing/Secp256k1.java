package io.whypfs.filecoin.signing;

import io.whypfs.filecoin.address.Address;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Checks recoverable signatures: r 32, s 32, recovery id 1, over blake2b-256 of the message.
 *
 * <p>The public key comes out of the signature; its address must be the signer's. Source: SEC 1, section 4.1.6, as used by
 * filecoin-project/go-crypto.
 */
public final class Secp256k1 {

    static final int SCALAR_BYTES = 32;
    static final int SIGNATURE_BYTES = 2 * SCALAR_BYTES + 1;

    private static final X9ECParameters PARAMETERS = CustomNamedCurves.getByName("secp256k1");

    static final ECDomainParameters CURVE = new ECDomainParameters(PARAMETERS);

    private Secp256k1() {}

    /** Whether the address's key signed the message. Any other type of signature, and one of odd length, is a no. */
    public static boolean verifies(Signature signature, byte[] message, Address signer) {
        return signerOf(signature, message).filter(signer::equals).isPresent();
    }

    /** The key address that signed the message; empty when no key could have. */
    public static Optional<Address> signerOf(Signature signature, byte[] message) {
        byte[] data = signature.data();
        if (signature.type() != SignatureType.SECP256K1 || data.length != SIGNATURE_BYTES) {
            return Optional.empty();
        }
        BigInteger r = scalar(data, 0);
        BigInteger s = scalar(data, SCALAR_BYTES);
        return recover(digest(message), r, s, data[SIGNATURE_BYTES - 1])
                .map(point -> Address.secp256k1(point.getEncoded(false)));
    }

    static byte[] digest(byte[] message) {
        return Multihash.hash(Multicodec.BLAKE2B_256, message).digest();
    }

    static Optional<ECPoint> recover(byte[] digest, BigInteger r, BigInteger s, int recoveryId) {
        if (recoveryId < 0 || recoveryId > 1 || !isScalar(r) || !isScalar(s)) {
            return Optional.empty();
        }
        return pointAt(r, recoveryId).flatMap(point -> {
            BigInteger inverse = r.modInverse(CURVE.getN());
            BigInteger forPoint = inverse.multiply(s).mod(CURVE.getN());
            BigInteger forGenerator =
                    inverse.multiply(new BigInteger(1, digest)).negate().mod(CURVE.getN());
            ECPoint key = ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), forGenerator, point, forPoint)
                    .normalize();
            return key.isInfinity() ? Optional.empty() : Optional.of(key);
        });
    }

    private static Optional<ECPoint> pointAt(BigInteger x, int parity) {
        byte[] compressed = new byte[1 + SCALAR_BYTES];
        compressed[0] = (byte) (2 + parity);
        System.arraycopy(fixed(x), 0, compressed, 1, SCALAR_BYTES);
        try {
            return Optional.of(CURVE.getCurve().decodePoint(compressed));
        } catch (IllegalArgumentException e) {
            // No point of the curve has this x: nobody made the signature.
            return Optional.empty();
        }
    }

    static boolean isScalar(BigInteger value) {
        return value.signum() > 0 && value.compareTo(CURVE.getN()) < 0;
    }

    private static BigInteger scalar(byte[] data, int offset) {
        return new BigInteger(1, data, offset, SCALAR_BYTES);
    }

    /** Big-endian in exactly 32 bytes. */
    static byte[] fixed(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[SCALAR_BYTES];
        int from = Math.max(0, bytes.length - SCALAR_BYTES);
        System.arraycopy(bytes, from, fixed, SCALAR_BYTES - (bytes.length - from), bytes.length - from);
        return fixed;
    }
}
