package io.whypfs.filecoin.piece;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of two nodes, cut to 254 bits. For one thread. */
final class NodeHash {

    private final MessageDigest sha256;

    NodeHash() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256.", e);
        }
    }

    void parent(byte[] left, int leftAt, byte[] right, int rightAt, byte[] out, int outAt) {
        sha256.update(left, leftAt, Commitment.BYTES);
        sha256.update(right, rightAt, Commitment.BYTES);
        digest(out, outAt);
    }

    /** Replaces the row of nodes at the start of the array by their root, which ends at offset 0. */
    void reduce(byte[] nodes, int count) {
        for (int row = count; row > 1; row /= 2) {
            for (int i = 0; i < row / 2; i++) {
                sha256.update(nodes, i * 2 * Commitment.BYTES, 2 * Commitment.BYTES);
                digest(nodes, i * Commitment.BYTES);
            }
        }
    }

    private void digest(byte[] out, int outAt) {
        try {
            sha256.digest(out, outAt, Commitment.BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 did not give 32 bytes.", e);
        }
        out[outAt + Commitment.BYTES - 1] &= Commitment.LAST_BYTE_MASK;
    }
}
