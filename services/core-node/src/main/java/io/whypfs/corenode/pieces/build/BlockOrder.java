package io.whypfs.corenode.pieces.build;

import io.whypfs.corenode.ingest.DistinctCids;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.block.BlockSink;
import io.whypfs.ipld.block.BlockSource;
import io.whypfs.ipld.dag.Links;
import io.whypfs.ipld.unixfs.MissingBlockException;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The order of blocks in a piece's CAR: depth first from the root, a node before its children, children in link order, the
 * bytes of each hash once, under the CID by which it was linked first. Follows from the root alone.
 *
 * <p>What was seen costs 64 bytes per block at most, so that a piece of millions of blocks can be built.
 */
final class BlockOrder {

    private final BlockSource source;

    BlockOrder(BlockSource source) {
        this.source = source;
    }

    /**
     * Hands over every block below the root, the root too.
     *
     * @throws MissingBlockException at the first block that the source does not give
     */
    void walk(Cid root, BlockSink sink) throws IOException {
        DistinctCids handedOver = new DistinctCids();
        DistinctCids expanded = new DistinctCids();
        Deque<Cid> waiting = new ArrayDeque<>();
        waiting.push(root);
        while (!waiting.isEmpty()) {
            Cid cid = waiting.pop();
            boolean isNew = !cid.isIdentity() && handedOver.add(byHash(cid));
            // A hash may be linked as raw bytes first and as a node later.
            boolean isToExpand = mayHaveLinks(cid) && expanded.add(cid.toV1());
            if (!isNew && !isToExpand) {
                continue;
            }
            byte[] data = source.get(cid).orElseThrow(() -> new MissingBlockException(cid));
            if (isNew) {
                sink.put(new Block(cid, data));
            }
            if (isToExpand) {
                List<Cid> links = Links.of(cid, data);
                for (int i = links.size() - 1; i >= 0; i--) {
                    waiting.push(links.get(i));
                }
            }
        }
    }

    private static Cid byHash(Cid cid) {
        return Cid.v1(Multicodec.RAW, cid.multihash());
    }

    private static boolean mayHaveLinks(Cid cid) {
        long codec = cid.codec();
        return codec == Multicodec.DAG_PB || codec == Multicodec.DAG_CBOR || codec == Multicodec.DAG_JSON;
    }
}
