package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.dagcbor.DagCbor;
import io.whypfs.ipld.dagjson.DagJson;
import io.whypfs.ipld.dagpb.DagPbNode;
import io.whypfs.ipld.data.DataValue;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import java.util.Optional;

/** One loaded block, as far as its codec is understood. */
sealed interface Node {

    /** Raw bytes: a file or a part of one. */
    record RawBytes(byte[] bytes) implements Node {}

    /** A UnixFS node. */
    record UnixFs(DagPbNode dagPb, UnixFsNode message) implements Node {}

    /** A dag-pb node without UnixFS meaning. Its links still have names. */
    record PlainDagPb(DagPbNode dagPb, int length) implements Node {}

    /** A block of the data model. */
    record Data(DataValue value, int length) implements Node {}

    /** A block of a codec that is kept and served as it is. */
    record Opaque(int length) implements Node {}

    static Node of(Cid cid, byte[] block) throws CodecException {
        long codec = cid.codec();
        if (codec == Multicodec.RAW) {
            return new RawBytes(block);
        }
        if (codec == Multicodec.DAG_PB) {
            DagPbNode dagPb = DagPbNode.decode(block);
            Optional<Node> unixFs = unixFsMessage(dagPb).map(message -> new UnixFs(dagPb, message));
            return unixFs.orElseGet(() -> new PlainDagPb(dagPb, block.length));
        }
        if (codec == Multicodec.DAG_CBOR) {
            return new Data(DagCbor.decodeLax(block), block.length);
        }
        if (codec == Multicodec.DAG_JSON) {
            return new Data(DagJson.decode(block), block.length);
        }
        return new Opaque(block.length);
    }

    /** Any bytes may stand in a dag-pb node; those that are no UnixFS message just have no file meaning. */
    private static Optional<UnixFsNode> unixFsMessage(DagPbNode dagPb) {
        if (dagPb.data().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(UnixFsNode.decode(dagPb.data().get()));
        } catch (UnixFsException notUnixFs) {
            return Optional.empty();
        }
    }
}
