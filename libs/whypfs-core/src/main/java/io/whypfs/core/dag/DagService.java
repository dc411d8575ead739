package io.whypfs.core.dag;

import io.whypfs.core.blockstore.Blockstore;
import io.whypfs.core.blockstore.WriteSession;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.block.BlockSink;
import io.whypfs.ipld.car.CarWriter;
import io.whypfs.ipld.dag.Links;
import io.whypfs.ipld.unixfs.MissingBlockException;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Walks DAGs that lie in a blockstore: depth first, a node before its children, children in link order.
 *
 * <p>The set of visited hashes bounds the work of a DAG that links the same blocks over and over; it takes some 150 bytes
 * per block. Blocks without links are not read unless they are handed over. Safe for use by any thread.
 */
public final class DagService {

    private final Blockstore store;

    public DagService(Blockstore store) {
        this.store = store;
    }

    /**
     * Hands every block below the root, the root too, to the sink once.
     *
     * @throws MissingBlockException at the first block that is not here
     * @throws io.whypfs.ipld.CodecException at a block whose links cannot be read
     */
    public void walk(Cid root, BlockSink sink) throws IOException {
        traverse(root, new Visitor() {
            @Override
            public void leaf(Cid cid) throws IOException {
                sink.put(new Block(cid, load(cid)));
            }

            @Override
            public Optional<byte[]> node(Cid cid, boolean first) throws IOException {
                byte[] data = load(cid);
                if (first) {
                    sink.put(new Block(cid, data));
                }
                return Optional.of(data);
            }
        });
    }

    /**
     * Measures the DAG.
     *
     * @throws MissingBlockException at the first block that is not here
     */
    public DagStat stat(Cid root) throws IOException {
        Measure measure = new Measure(root);
        traverse(root, measure);
        return new DagStat(measure.blocks, measure.bytes, measure.carBytes);
    }

    /** The first CIDs, at most {@code limit}, that the DAG needs and the store does not have; none when it is whole. */
    public List<Cid> missing(Cid root, int limit) throws IOException {
        List<Cid> missing = new ArrayList<>();
        traverse(root, new Visitor() {
            @Override
            public void leaf(Cid cid) throws IOException {
                if (!store.has(cid.multihash())) {
                    missing.add(cid);
                }
            }

            @Override
            public Optional<byte[]> node(Cid cid, boolean first) throws IOException {
                Optional<byte[]> data = store.get(cid);
                if (data.isEmpty() && first) {
                    missing.add(cid);
                }
                return data;
            }

            @Override
            public boolean wantsMore() {
                return missing.size() < limit;
            }
        });
        return List.copyOf(missing);
    }

    /**
     * Makes a session rely on every block of a DAG that is here already: all are stamped, and the session's durability
     * waits for those still on their way to the disk.
     *
     * @throws MissingBlockException at the first block that is not here
     */
    public void keep(Cid root, WriteSession session) throws IOException {
        traverse(root, new Visitor() {
            @Override
            public void leaf(Cid cid) throws IOException {
                if (!session.keep(cid.multihash())) {
                    throw new MissingBlockException(cid);
                }
            }

            @Override
            public Optional<byte[]> node(Cid cid, boolean first) throws IOException {
                if (first) {
                    leaf(cid);
                }
                return Optional.of(load(cid));
            }
        });
    }

    private byte[] load(Cid cid) throws IOException {
        return store.get(cid).orElseThrow(() -> new MissingBlockException(cid));
    }

    /** What a walk does at each block. */
    private interface Visitor {

        /** A block that has no links, once. */
        void leaf(Cid cid) throws IOException;

        /** A block that may have links, with its bytes if they are here; {@code first} unless its hash came before. */
        Optional<byte[]> node(Cid cid, boolean first) throws IOException;

        default boolean wantsMore() {
            return true;
        }
    }

    private void traverse(Cid root, Visitor visitor) throws IOException {
        Set<Multihash> seen = new HashSet<>();
        // A hash may be linked as raw first and as a node later, so expanding is remembered apart from seeing.
        Set<Cid> expanded = new HashSet<>();
        Deque<Cid> waiting = new ArrayDeque<>();
        waiting.push(root);
        while (!waiting.isEmpty() && visitor.wantsMore()) {
            Cid cid = waiting.pop();
            if (!mayHaveLinks(cid.codec())) {
                if (!cid.isIdentity() && seen.add(cid.multihash())) {
                    visitor.leaf(cid);
                }
            } else if (expanded.add(cid.toV1())) {
                Optional<byte[]> data = cid.isIdentity()
                        ? Optional.of(cid.multihash().digest())
                        : visitor.node(cid, seen.add(cid.multihash()));
                if (data.isPresent()) {
                    Links.of(cid, data.get()).reversed().forEach(waiting::push);
                }
            }
        }
    }

    private static boolean mayHaveLinks(long codec) {
        return codec == Multicodec.DAG_PB || codec == Multicodec.DAG_CBOR || codec == Multicodec.DAG_JSON;
    }

    private final class Measure implements Visitor {

        private long blocks;
        private long bytes;
        private long carBytes;

        private Measure(Cid root) {
            carBytes = CarWriter.headerLength(List.of(root));
        }

        @Override
        public void leaf(Cid cid) throws IOException {
            OptionalLong size = store.size(cid.multihash());
            if (size.isEmpty()) {
                throw new MissingBlockException(cid);
            }
            count(cid, size.getAsLong());
        }

        @Override
        public Optional<byte[]> node(Cid cid, boolean first) throws IOException {
            byte[] data = load(cid);
            if (first) {
                count(cid, data.length);
            }
            return Optional.of(data);
        }

        private void count(Cid cid, long length) {
            blocks++;
            bytes = Math.addExact(bytes, length);
            carBytes = Math.addExact(carBytes, CarWriter.sectionLength(cid, length));
        }
    }
}
