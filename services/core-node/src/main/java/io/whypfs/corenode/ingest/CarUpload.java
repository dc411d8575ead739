package io.whypfs.corenode.ingest;

import io.whypfs.core.blockstore.Blockstore;
import io.whypfs.core.blockstore.WriteSession;
import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.car.CarLimits;
import io.whypfs.ipld.car.CarReader;
import io.whypfs.ipld.dag.Links;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads one CARv1 (ipld.io, CARv1) and finds out whether the DAG below its one root is whole. Used once.
 *
 * <p>Each block is verified by the reader and written as it comes. Blocks may come in any order, so that only at the end it
 * shows what hangs from the root: those are walked and counted, others are garbage. A block that the CAR leaves out may be
 * here already; it is then put again, which makes this upload wait for it should another still be writing it.
 */
final class CarUpload {

    private final Blockstore store;
    private final WriteSession session;
    private final long maxBytes;
    private final DistinctCids received = new DistinctCids();

    /** What was found below the root. */
    record Archive(Cid root, long fileBytes, Tally tally) {}

    CarUpload(Blockstore store, WriteSession session, long maxBytes) {
        this.store = store;
        this.session = session;
        this.maxBytes = maxBytes;
    }

    /**
     * Reads the archive to its end.
     *
     * @throws io.whypfs.ipld.car.CarException when it is malformed, ends early, or a block is not what its CID says
     * @throws io.whypfs.kit.problem.ProblemException {@code root-count}, {@code missing-block}, {@code too-large}
     */
    Archive read(InputStream body) throws IOException {
        CarReader reader = new CarReader(new CountedStream(body, maxBytes), CarLimits.DEFAULT);
        if (reader.roots().size() != 1) {
            throw Refusals.rootCount(reader.roots());
        }
        for (Optional<Block> block = reader.next(); block.isPresent(); block = reader.next()) {
            session.put(block.get());
            received.add(block.get().cid());
        }
        Cid root = reader.roots().getFirst();
        Tally tally = walk(root);
        return new Archive(root, new FileBytes(store).below(root), tally);
    }

    private Tally walk(Cid root) throws IOException {
        Tally tally = new Tally(session);
        DistinctCids visited = new DistinctCids();
        Deque<Cid> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Cid cid = open.pop();
            if (!visited.add(cid)) {
                continue;
            }
            if (cid.codec() == Multicodec.RAW && received.contains(cid)) {
                OptionalLong length = store.size(cid.multihash());
                tally.count(cid, length.orElseThrow(() -> Refusals.missingBlock(cid)));
            } else {
                byte[] data = store.get(cid).orElseThrow(() -> Refusals.missingBlock(cid));
                count(tally, new Block(cid, data));
                links(cid, data).forEach(open::push);
            }
        }
        return tally;
    }

    private void count(Tally tally, Block block) throws IOException {
        if (received.contains(block.cid())) {
            tally.count(block.cid(), block.data().length);
        } else {
            tally.put(block);
        }
    }

    private static Iterable<Cid> links(Cid cid, byte[] data) {
        try {
            return Links.of(cid, data);
        } catch (CodecException e) {
            throw Refusals.badCar("The CAR's block " + cid + " is not what its codec says: " + e.getMessage());
        }
    }
}
