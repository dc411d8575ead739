package io.whypfs.corenode.pieces.build;

import io.whypfs.core.blockstore.Blockstore;
import io.whypfs.core.blockstore.WriteSession;
import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.block.BlockSource;
import io.whypfs.ipld.dagpb.DagPbLink;
import io.whypfs.ipld.dagpb.DagPbNode;
import io.whypfs.ipld.unixfs.DirectoryImport;
import io.whypfs.ipld.unixfs.ImportProfile;
import io.whypfs.ipld.unixfs.MissingBlockException;
import io.whypfs.ipld.unixfs.UnixFsEntry;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import java.io.IOException;
import java.util.Collection;
import java.util.TreeMap;

/**
 * The only root of a piece's CAR: a UnixFS directory that names each member by its own CID, never by a user's file name. A
 * HAMT when it is large. Depends on the members alone, whatever their order.
 */
final class RootDirectory {

    private static final long MOST_BYTES = 1L << 40;

    private final Blockstore store;
    private final BlockSource verified;

    RootDirectory(Blockstore store, BlockSource verified) {
        this.store = store;
        this.verified = verified;
    }

    /**
     * Writes the directory of these roots, each once, and returns its CID when its blocks are durable.
     *
     * @throws MissingBlockException when a member's root is not here
     */
    Cid write(Collection<Member> members) throws IOException {
        TreeMap<String, Cid> distinct = new TreeMap<>();
        members.forEach(member -> distinct.put(member.cid().toString(), member.cid()));
        try (WriteSession session = store.openSession()) {
            DirectoryImport directory = new DirectoryImport(ImportProfile.UNIXFS_V1_2025, session);
            for (var member : distinct.entrySet()) {
                directory.add(member.getKey(), new UnixFsEntry(member.getValue(), 0, dagBytes(member.getValue())));
            }
            Cid root = directory.finish().cid();
            session.awaitDurable();
            return root;
        }
    }

    /** The link's size as importers give it: of the node and all below, as far as the node itself says. */
    private long dagBytes(Cid cid) throws IOException {
        if (cid.codec() != Multicodec.DAG_PB) {
            return store.size(cid.multihash()).orElseThrow(() -> new MissingBlockException(cid));
        }
        byte[] data = verified.get(cid).orElseThrow(() -> new MissingBlockException(cid));
        long bytes = data.length;
        try {
            for (DagPbLink link : DagPbNode.decode(data).links()) {
                // A hint that anybody may have written: bounded, so that no sum of them overflows.
                bytes = Math.clamp(bytes + Math.clamp(link.tsize().orElse(0), 0, MOST_BYTES), 0, MOST_BYTES);
            }
        } catch (CodecException _) {
            // That the node cannot be read is found by the walk, which names it.
            return data.length;
        }
        return bytes;
    }
}
