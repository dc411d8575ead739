package io.whypfs.ipld.codecs;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.MemoryBlocks;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.car.CarException;
import io.whypfs.ipld.car.CarReader;
import io.whypfs.ipld.dagcbor.DagCbor;
import io.whypfs.ipld.dagjson.DagJson;
import io.whypfs.ipld.dagpb.DagPbNode;
import io.whypfs.ipld.unixfs.UnixFsReader;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.MultiformatException;
import io.whypfs.multiformats.Multihash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Fuzz targets, one per family of decoders. In the normal build each runs once over its saved inputs; with the environment
 * variable {@code JAZZER_FUZZ=1} one of them searches for new ones.
 */
class DecodersFuzzTest {

    @FuzzTest(maxDuration = "5m")
    void dagPbAndUnixFs(byte[] input) throws IOException {
        Cid cid = Cid.v1(Multicodec.DAG_PB, Multihash.sha256(input));
        MemoryBlocks blocks = new MemoryBlocks();
        blocks.put(new Block(cid, input));
        try {
            if (!Arrays.equals(
                    DagPbNode.decode(DagPbNode.decode(input).encode()).encode(),
                    DagPbNode.decode(input).encode())) {
                throw new AssertionError("dag-pb does not read back what it wrote");
            }
            new UnixFsReader(blocks).resolve(cid, List.of("a"));
        } catch (IOException expected) {
            return;
        }
    }

    @FuzzTest(maxDuration = "5m")
    void dagCbor(byte[] input) {
        try {
            if (!Arrays.equals(DagCbor.encode(DagCbor.decode(input)), input)) {
                throw new AssertionError("strict DAG-CBOR has two forms of the same data");
            }
        } catch (CodecException expected) {
            return;
        }
    }

    @FuzzTest(maxDuration = "5m")
    void dagJson(byte[] input) {
        try {
            DagJson.decode(input);
        } catch (CodecException expected) {
            return;
        }
    }

    @FuzzTest(maxDuration = "5m")
    void car(byte[] input) throws IOException {
        try {
            CarReader reader = new CarReader(new ByteArrayInputStream(input));
            while (reader.next().isPresent()) {
                Thread.onSpinWait();
            }
        } catch (CarException expected) {
            return;
        }
    }

    @FuzzTest(maxDuration = "5m")
    void cid(byte[] input) {
        try {
            Cid cid = Cid.parse(new String(input, StandardCharsets.UTF_8));
            if (!Cid.decode(cid.toBytes()).equals(cid)) {
                throw new AssertionError("a CID does not read back what it wrote");
            }
        } catch (MultiformatException expected) {
            return;
        }
    }
}
