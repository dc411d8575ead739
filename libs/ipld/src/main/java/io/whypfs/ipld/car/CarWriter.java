package io.whypfs.ipld.car;

import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.block.BlockSink;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

public final class CarWriter implements BlockSink {
    public CarWriter(OutputStream out, List<Cid> roots) throws IOException {}

    @Override
    public void put(Block block) throws IOException {
        throw new UnsupportedOperationException();
    }

    public void flush() throws IOException {
        throw new UnsupportedOperationException();
    }

    public static long headerLength(List<Cid> roots) {
        throw new UnsupportedOperationException();
    }

    public static long sectionLength(Cid cid, long dataLength) {
        throw new UnsupportedOperationException();
    }
}
