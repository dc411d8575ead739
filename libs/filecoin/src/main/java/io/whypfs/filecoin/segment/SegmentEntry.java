package io.whypfs.filecoin.segment;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.piece.Commitment;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * One entry of an aggregate's index. Layout, 64 bytes: commitment 32; offset 8, size 8, both in padded bytes and
 * little-endian; checksum 16. Source: FRC-0058.
 *
 * @param offset padded bytes before the segment; a multiple of its size
 */
public record SegmentEntry(Commitment commitment, long offset, PaddedPieceSize size) {

    public static final int BYTES = 64;

    static final int CHECKSUM_BYTES = 16;

    private static final int CHECKSUM_AT = BYTES - CHECKSUM_BYTES;

    /** An entry is two leaves: each must be an element of the field. */
    private static final int LAST_BYTE_MASK = 0x3f;

    public SegmentEntry {
        if (offset < 0 || offset % size.bytes() != 0 || offset > Long.MAX_VALUE - size.bytes()) {
            throw new FilecoinFormatException(
                    "A segment of " + size.bytes() + " bytes cannot begin at offset " + offset + ".");
        }
    }

    /** Unpadded bytes before the segment: where its payload is written. */
    public long payloadOffset() {
        return offset / 128 * 127;
    }

    long end() {
        return offset + size.bytes();
    }

    public byte[] encode() {
        byte[] entry = new byte[BYTES];
        commitment.write(entry, 0);
        ByteBuffer.wrap(entry)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(Commitment.BYTES, offset)
                .putLong(Commitment.BYTES + Long.BYTES, size.bytes());
        System.arraycopy(checksum(entry), 0, entry, CHECKSUM_AT, CHECKSUM_BYTES);
        return entry;
    }

    /** @throws FilecoinFormatException when a part is not valid or the checksum is another */
    public static SegmentEntry decode(byte[] entry) {
        if (entry.length != BYTES) {
            throw new FilecoinFormatException("An index entry has 64 bytes, but got " + entry.length + ".");
        }
        ByteBuffer numbers = ByteBuffer.wrap(entry).order(ByteOrder.LITTLE_ENDIAN);
        SegmentEntry decoded = new SegmentEntry(
                Commitment.of(entry, 0, Commitment.BYTES),
                numbers.getLong(Commitment.BYTES),
                new PaddedPieceSize(numbers.getLong(Commitment.BYTES + Long.BYTES)));
        if (!Arrays.equals(decoded.encode(), entry)) {
            throw new FilecoinFormatException("The checksum of the index entry is wrong.");
        }
        return decoded;
    }

    public byte[] checksum() {
        return Arrays.copyOfRange(encode(), CHECKSUM_AT, BYTES);
    }

    private static byte[] checksum(byte[] entryWithoutChecksum) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(entryWithoutChecksum);
            digest[CHECKSUM_BYTES - 1] &= LAST_BYTE_MASK;
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256.", e);
        }
    }

    /** The node above the entry's two leaves. */
    Commitment node() {
        byte[] entry = encode();
        return Commitment.of(entry, 0, Commitment.BYTES)
                .parentWith(Commitment.of(entry, Commitment.BYTES, Commitment.BYTES));
    }
}
