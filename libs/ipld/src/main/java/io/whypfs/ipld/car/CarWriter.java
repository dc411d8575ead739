package io.whypfs.ipld.car;

import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.block.BlockSink;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Varint;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes a CARv1: {@code varint length, header}, then for each block {@code varint length, CID, data}.
 *
 * <p>The header is written at once. Blocks are written as they come; blocks of identity CIDs are left out, as their bytes
 * stand in the CID. The stream stays the caller's to flush and close. Source: ipld/specs, CARv1.
 */
public final class CarWriter implements BlockSink {

    private final OutputStream out;

    public CarWriter(OutputStream out, List<Cid> roots) throws IOException {
        this.out = out;
        byte[] header = new CarHeader(1, roots).encode();
        Varint.write(header.length, out);
        out.write(header);
    }

    @Override
    public void put(Block block) throws IOException {
        Cid cid = block.cid();
        if (cid.isIdentity()) {
            return;
        }
        long section = cid.byteLength() + (long) block.data().length;
        byte[] head = new byte[Varint.length(section) + cid.byteLength()];
        cid.write(head, Varint.write(section, head, 0));
        out.write(head);
        out.write(block.data());
    }

    /** Bytes a CAR with these roots has before its first block. */
    public static long headerLength(List<Cid> roots) {
        int header = new CarHeader(1, roots).encode().length;
        return Varint.length(header) + header;
    }

    /** Bytes a block takes in a CAR; 0 for an identity CID, which is left out. */
    public static long sectionLength(Cid cid, long dataLength) {
        if (cid.isIdentity()) {
            return 0;
        }
        long section = cid.byteLength() + dataLength;
        return Varint.length(section) + section;
    }
}
