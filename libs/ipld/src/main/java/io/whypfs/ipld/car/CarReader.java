package io.whypfs.ipld.car;

import io.whypfs.ipld.block.Block;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

public final class CarReader {
    public CarReader(InputStream in, CarLimits limits) throws IOException {}

    public List<Cid> roots() {
        throw new UnsupportedOperationException();
    }

    public Optional<Block> next() throws IOException {
        throw new UnsupportedOperationException();
    }
}
