package io.whypfs.devnet.wire;

import io.whypfs.devnet.codec.Digests;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Signatures of type 1: over blake2b-256 of the message; {@code r (32) | s (32) | recovery id (1)}.
 *
 * <p>Stricter than the chain in one point: s must be the lower of its two values, as every wallet writes it.
 */
public final class Secp256k1 {

    private static final X9ECParameters CURVE = SECNamedCurves.getByName("secp256k1");
    private static final ECDomainParameters DOMAIN =
            new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());
    private static final BigInteger ORDER = CURVE.getN();
    private static final BigInteger HALF = ORDER.shiftRight(1);
    private static final int WORD = 32;

    private Secp256k1() {}

    /** The uncompressed public key, 65 bytes. */
    public static byte[] publicKey(BigInteger secret) {
        return CURVE.getG().multiply(secret).normalize().getEncoded(false);
    }

    /** Deterministic (RFC 6979 with SHA-256), low s. */
    public static Signature sign(BigInteger secret, byte[] message) {
        byte[] hash = Digests.blake2b(WORD, message);
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(secret, DOMAIN));
        BigInteger[] rs = signer.generateSignature(hash);
        BigInteger s = rs[1].compareTo(HALF) > 0 ? ORDER.subtract(rs[1]) : rs[1];
        byte[] key = publicKey(secret);
        for (int id = 0; id < 2; id++) {
            Optional<byte[]> found = recover(hash, rs[0], s, id);
            if (found.isPresent() && Arrays.equals(found.get(), key)) {
                byte[] data = new byte[2 * WORD + 1];
                put(rs[0], data, 0);
                put(s, data, WORD);
                data[2 * WORD] = (byte) id;
                return new Signature(Signature.SECP256K1, data);
            }
        }
        throw new IllegalStateException("one of the two recovery ids always fits");
    }

    private static void put(BigInteger value, byte[] into, int at) {
        byte[] bytes = value.toByteArray();
        int length = Math.min(WORD, bytes.length);
        System.arraycopy(bytes, bytes.length - length, into, at + WORD - length, length);
    }

    /** The address of the key that signed, if the signature is well formed. */
    public static Optional<Address> signer(byte[] message, Signature signature) {
        if (signature.type() != Signature.SECP256K1) {
            return Optional.empty();
        }
        BigInteger r = new BigInteger(1, Arrays.copyOfRange(signature.data(), 0, WORD));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature.data(), WORD, 2 * WORD));
        int id = signature.data()[2 * WORD];
        boolean inRange = r.signum() > 0 && r.compareTo(ORDER) < 0 && s.signum() > 0 && s.compareTo(HALF) <= 0;
        if (!inRange || id < 0 || id > 1) {
            return Optional.empty();
        }
        return recover(Digests.blake2b(WORD, message), r, s, id).map(Address::ofKey);
    }

    /** SEC 1, section 4.1.6, for recovery ids 0 and 1: Q = (s R - e G) / r. */
    private static Optional<byte[]> recover(byte[] hash, BigInteger r, BigInteger s, int id) {
        byte[] compressed = new byte[WORD + 1];
        compressed[0] = (byte) (2 + id);
        put(r, compressed, 1);
        ECPoint point;
        try {
            point = CURVE.getCurve().decodePoint(compressed);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        BigInteger inverse = r.modInverse(ORDER);
        BigInteger onG = new BigInteger(1, hash).negate().multiply(inverse).mod(ORDER);
        BigInteger onR = s.multiply(inverse).mod(ORDER);
        ECPoint key =
                ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), onG, point, onR).normalize();
        return key.isInfinity() ? Optional.empty() : Optional.of(key.getEncoded(false));
    }
}
