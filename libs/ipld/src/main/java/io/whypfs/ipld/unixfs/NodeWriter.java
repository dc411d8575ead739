package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.block.BlockSink;
import io.whypfs.ipld.dagpb.DagPbLink;
import io.whypfs.ipld.dagpb.DagPbNode;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** Hashes encoded nodes and hands them to the sink. One digest object serves all; not safe for several threads. */
final class NodeWriter {

    private final int cidVersion;
    private final BlockSink sink;
    private final MessageDigest sha256;

    NodeWriter(int cidVersion, BlockSink sink) {
        this.cidVersion = cidVersion;
        this.sink = sink;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256.", e);
        }
    }

    Cid putRaw(byte[] bytes) throws IOException {
        return put(Cid.v1(Multicodec.RAW, hash(bytes)), bytes);
    }

    Cid putDagPb(byte[] bytes) throws IOException {
        Multihash hash = hash(bytes);
        return put(cidVersion == 0 ? Cid.v0(hash) : Cid.v1(Multicodec.DAG_PB, hash), bytes);
    }

    private Cid put(Cid cid, byte[] bytes) throws IOException {
        sink.put(new Block(cid, bytes));
        return cid;
    }

    private Multihash hash(byte[] bytes) {
        sha256.update(bytes);
        return Multihash.of(Multicodec.SHA2_256, sha256.digest());
    }

    /** Writes the node of a file that links to these parts, in order. */
    UnixFsEntry putFileNode(List<UnixFsEntry> parts) throws IOException {
        List<DagPbLink> links = new ArrayList<>(parts.size());
        long[] blockSizes = new long[parts.size()];
        long fileBytes = 0;
        for (int i = 0; i < blockSizes.length; i++) {
            UnixFsEntry part = parts.get(i);
            links.add(DagPbLink.toChunk(part.cid(), part.dagBytesCumulative()));
            blockSizes[i] = part.fileBytes();
            fileBytes += part.fileBytes();
        }
        return putNode(links, UnixFsNode.fileInner(fileBytes, blockSizes), fileBytes);
    }

    /** Writes a node; its cumulative size is its own length and the links' sizes. */
    UnixFsEntry putNode(List<DagPbLink> links, UnixFsNode node, long fileBytes) throws IOException {
        byte[] bytes = DagPbNode.of(links, node.encode()).encode();
        long dagBytes = bytes.length;
        for (DagPbLink link : links) {
            dagBytes += link.tsize().orElse(0);
        }
        return new UnixFsEntry(putDagPb(bytes), fileBytes, dagBytes);
    }
}
