package io.whypfs.corenode.pieces;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * CommP with nothing but {@link MessageDigest}, bit by bit and level by level, for comparison. Takes the whole payload in
 * memory.
 */
public final class PlainCommitment {

    private static final int FIELD_BITS = 254;

    private PlainCommitment() {}

    /** The root of the tree over the payload, filled up with zeros to its natural size. */
    public static byte[] of(byte[] payload) throws NoSuchAlgorithmException {
        int padded = 128;
        while (padded / 128 * 127 < payload.length) {
            padded *= 2;
        }
        byte[] row = fr32(Arrays.copyOf(payload, padded / 128 * 127), padded);
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        while (row.length > 32) {
            byte[] parents = new byte[row.length / 2];
            for (int at = 0; at < parents.length; at += 32) {
                sha256.update(row, 2 * at, 64);
                byte[] hash = sha256.digest();
                hash[31] &= 0x3f;
                System.arraycopy(hash, 0, parents, at, 32);
            }
            row = parents;
        }
        return row;
    }

    /** Two zero bits behind each 254 bits, the lowest bit of each byte first. */
    private static byte[] fr32(byte[] payload, int padded) {
        byte[] target = new byte[padded];
        long bits = payload.length * 8L;
        for (long bit = 0; bit < bits; bit++) {
            if ((payload[(int) (bit >> 3)] >> (bit & 7) & 1) == 1) {
                long place = bit / FIELD_BITS * 256 + bit % FIELD_BITS;
                target[(int) (place >> 3)] |= (byte) (1 << (place & 7));
            }
        }
        return target;
    }
}
