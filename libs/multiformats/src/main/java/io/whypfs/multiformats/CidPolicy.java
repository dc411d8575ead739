package io.whypfs.multiformats;

import java.util.Optional;

/**
 * Which CIDs may enter the system, wherever a block or a CID comes in.
 *
 * <p>Only functions of the accept list, digests of 20 to 128 bytes, identity digests of at most 128 bytes. Weak hashes
 * would let a stranger choose what a name means. Source: ipfs/boxo, package verifcid.
 */
public final class CidPolicy {

    private static final int MIN_DIGEST_BYTES = 20;
    private static final int MAX_DIGEST_BYTES = 128;

    private CidPolicy() {}

    /**
     * Returns the CID when it may enter.
     *
     * @throws MultiformatException when it may not, saying why
     */
    public static Cid require(Cid cid) {
        Optional<String> violation = violation(cid);
        if (violation.isPresent()) {
            throw new MultiformatException("The CID " + cid + " is not accepted: " + violation.get());
        }
        return cid;
    }

    /** Why the CID may not enter, as one sentence, or empty when it may. */
    public static Optional<String> violation(Cid cid) {
        Multihash multihash = cid.multihash();
        int length = multihash.digestLength();
        if (!isAllowed(multihash.code())) {
            return Optional.of("The hash function " + Multicodec.describe(multihash.code()) + " is not allowed.");
        }
        if (length > MAX_DIGEST_BYTES) {
            return Optional.of(
                    "The digest of " + length + " bytes is above the limit of " + MAX_DIGEST_BYTES + " bytes.");
        }
        if (!multihash.isIdentity() && length < MIN_DIGEST_BYTES) {
            return Optional.of(
                    "The digest of " + length + " bytes is below the minimum of " + MIN_DIGEST_BYTES + " bytes.");
        }
        return Optional.empty();
    }

    private static boolean isAllowed(long code) {
        return code == Multicodec.IDENTITY
                || code >= Multicodec.SHA1 && code <= Multicodec.SHA3_224
                || code >= Multicodec.SHAKE_256 && code <= Multicodec.BLAKE3
                || code == Multicodec.DBL_SHA2_256
                || code >= Multicodec.BLAKE2B_160 && code <= Multicodec.BLAKE2B_512
                || code >= Multicodec.BLAKE2S_160 && code <= Multicodec.BLAKE2S_256;
    }
}
