package io.whypfs.multiformats;

import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.Blake2sDigest;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/**
 * Hash functions the JDK lacks. Stands alone so that no BouncyCastle class is loaded while blocks use SHA-2 only.
 */
final class BouncyCastleHashes {

    private BouncyCastleHashes() {}

    static Optional<HashFunction> of(long code) {
        if (code >= Multicodec.BLAKE2B_8 && code <= Multicodec.BLAKE2B_512) {
            int bits = (int) (code - Multicodec.BLAKE2B_8 + 1) * 8;
            return Optional.of(function(() -> new Blake2bDigest(bits)));
        }
        if (code >= Multicodec.BLAKE2S_8 && code <= Multicodec.BLAKE2S_256) {
            int bits = (int) (code - Multicodec.BLAKE2S_8 + 1) * 8;
            return Optional.of(function(() -> new Blake2sDigest(bits)));
        }
        return switch ((int) Math.min(code, Integer.MAX_VALUE)) {
            case (int) Multicodec.SHA3_512 -> Optional.of(function(() -> new SHA3Digest(512)));
            case (int) Multicodec.SHA3_384 -> Optional.of(function(() -> new SHA3Digest(384)));
            case (int) Multicodec.SHA3_256 -> Optional.of(function(() -> new SHA3Digest(256)));
            case (int) Multicodec.SHA3_224 -> Optional.of(function(() -> new SHA3Digest(224)));
            case (int) Multicodec.SHAKE_256 -> Optional.of(function(() -> new SHAKEDigest(256)));
            case (int) Multicodec.KECCAK_224 -> Optional.of(function(() -> new KeccakDigest(224)));
            case (int) Multicodec.KECCAK_256 -> Optional.of(function(() -> new KeccakDigest(256)));
            case (int) Multicodec.KECCAK_384 -> Optional.of(function(() -> new KeccakDigest(384)));
            case (int) Multicodec.KECCAK_512 -> Optional.of(function(() -> new KeccakDigest(512)));
            case (int) Multicodec.BLAKE3 -> Optional.of(function(() -> new Blake3Digest(256)));
            default -> Optional.empty();
        };
    }

    private static HashFunction function(Supplier<Digest> digests) {
        return (data, offset, length) -> {
            Digest digest = digests.get();
            digest.update(data, offset, length);
            byte[] result = new byte[digest.getDigestSize()];
            digest.doFinal(result, 0);
            return result;
        };
    }
}
