package io.whypfs.ipld.dag;

import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.block.BlockSink;
import io.whypfs.ipld.block.BlockSource;
import io.whypfs.ipld.unixfs.MissingBlockException;
import io.whypfs.ipld.unixfs.Resolved;
import io.whypfs.ipld.unixfs.UnixFsReader;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Depth-first walks over a DAG: a node before its children, children in link order, each block once.
 *
 * <p>Identity CIDs are expanded in place and never handed over. The visited set bounds the work of a DAG that links the
 * same blocks over and over; it takes about 150 bytes per block. Each walk starts fresh; safe for several threads when
 * the source is.
 */
public final class DagWalk {

    private final BlockSource source;

    public DagWalk(BlockSource source) {
        this.source = source;
    }

    /**
     * Hands over every block of the DAG.
     *
     * @throws MissingBlockException at the first block that is not in the source
     */
    public void visit(Cid root, BlockSink sink) throws IOException {
        new Walk(sink).everythingBelow(root);
    }

    /**
     * Hands over the blocks on a path, then those of the scope below its end, as a CAR answer holds them.
     *
     * @throws io.whypfs.ipld.unixfs.NoSuchPathException when the path leads nowhere, after the blocks on the way
     * @throws MissingBlockException at the first block that is not in the source
     */
    public void export(Cid root, List<String> path, DagScope scope, BlockSink sink) throws IOException {
        Walk walk = new Walk(sink);
        BlockSource handingOver = cid -> {
            Optional<byte[]> data = source.get(cid);
            if (data.isPresent()) {
                walk.handOver(cid, data.get());
            }
            return data;
        };
        Resolved end = new UnixFsReader(handingOver).resolve(root, path);
        switch (scope) {
            case BLOCK -> {}
            case ENTITY -> walk.entity(end, handingOver);
            case ALL -> walk.everythingBelow(end.cid());
        }
    }

    private final class Walk {
        private final BlockSink sink;
        private final Set<Cid> handedOver = new HashSet<>();

        Walk(BlockSink sink) {
            this.sink = sink;
        }

        void handOver(Cid cid, byte[] data) throws IOException {
            if (!cid.isIdentity() && handedOver.add(cid)) {
                sink.put(new Block(cid, data));
            }
        }

        void everythingBelow(Cid root) throws IOException {
            Set<Cid> visited = new HashSet<>();
            Deque<Cid> waiting = new ArrayDeque<>();
            waiting.push(root);
            while (!waiting.isEmpty()) {
                Cid cid = waiting.pop();
                if (!visited.add(cid)) {
                    continue;
                }
                byte[] data = load(cid);
                handOver(cid, data);
                List<Cid> links = Links.of(cid, data);
                for (int i = links.size() - 1; i >= 0; i--) {
                    if (!visited.contains(links.get(i))) {
                        waiting.push(links.get(i));
                    }
                }
            }
        }

        void entity(Resolved end, BlockSource handingOver) throws IOException {
            switch (end.kind()) {
                case FILE -> everythingBelow(end.cid());
                case DIRECTORY -> {
                    var listing = new UnixFsReader(handingOver).list(end.cid());
                    while (listing.next().isPresent()) {
                        // The listing loads the shards, and loading hands them over.
                        continue;
                    }
                }
                case SYMLINK, OTHER -> {}
            }
        }

        private byte[] load(Cid cid) throws IOException {
            if (cid.isIdentity()) {
                return cid.multihash().digest();
            }
            return source.get(cid).orElseThrow(() -> new MissingBlockException(cid));
        }
    }
}
