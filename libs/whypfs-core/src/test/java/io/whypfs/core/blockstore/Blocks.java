package io.whypfs.core.blockstore;

import io.whypfs.ipld.block.Block;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Blocks for tests. */
public final class Blocks {

    private Blocks() {}

    public static Block raw(byte[] data) {
        return new Block(Cid.v1(Multicodec.RAW, Multihash.sha256(data)), data);
    }

    public static Block raw(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Block random(Random random, int bytes) {
        byte[] data = new byte[bytes];
        random.nextBytes(data);
        return raw(data);
    }
}
