package io.whypfs.ipld;

import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.block.BlockSink;
import io.whypfs.ipld.block.BlockSource;
import io.whypfs.ipld.car.CarReader;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multihash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Blocks in memory. Checks each block's hash when it comes in, and remembers what was asked for. */
public final class MemoryBlocks implements BlockSink, BlockSource {

    private final Map<Multihash, byte[]> blocks = new LinkedHashMap<>();
    private final List<Cid> asked = new ArrayList<>();

    public static MemoryBlocks ofCar(byte[] car) throws IOException {
        MemoryBlocks blocks = new MemoryBlocks();
        CarReader reader = new CarReader(new ByteArrayInputStream(car));
        for (Optional<Block> block = reader.next(); block.isPresent(); block = reader.next()) {
            blocks.put(block.get());
        }
        return blocks;
    }

    @Override
    public void put(Block block) {
        if (!block.cid().multihash().verifies(block.data())) {
            throw new AssertionError("The block " + block.cid() + " is not what its CID says.");
        }
        blocks.put(block.cid().multihash(), block.data());
    }

    @Override
    public Optional<byte[]> get(Cid cid) {
        asked.add(cid);
        return Optional.ofNullable(blocks.get(cid.multihash()));
    }

    public void remove(Cid cid) {
        blocks.remove(cid.multihash());
    }

    public List<Cid> asked() {
        return asked;
    }

    public int size() {
        return blocks.size();
    }
}
