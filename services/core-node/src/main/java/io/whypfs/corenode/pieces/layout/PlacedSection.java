package io.whypfs.corenode.pieces.layout;

import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Varint;

/**
 * One section of a CAR in its place: {@code varint (CID length + data length), CID, data}.
 *
 * @param offset where it begins in the CAR
 * @param cid the block
 * @param dataBytes length of the block's bytes
 */
public record PlacedSection(long offset, Cid cid, int dataBytes) {

    /** Length of what stands before the block's bytes. */
    public int headBytes() {
        return Varint.length(body()) + cid.byteLength();
    }

    /** What stands before the block's bytes. */
    public byte[] head() {
        byte[] head = new byte[headBytes()];
        cid.write(head, Varint.write(body(), head, 0));
        return head;
    }

    /** Where the next section begins. */
    public long end() {
        return offset + headBytes() + dataBytes;
    }

    private long body() {
        return cid.byteLength() + (long) dataBytes;
    }
}
