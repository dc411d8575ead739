package io.whypfs.ipld.dag;

import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.dagcbor.DagCbor;
import io.whypfs.ipld.dagjson.DagJson;
import io.whypfs.ipld.dagpb.DagPbLink;
import io.whypfs.ipld.dagpb.DagPbNode;
import io.whypfs.ipld.data.DataValue;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import java.util.ArrayList;
import java.util.List;

/**
 * Links of one block, in the block's order, repeats included.
 *
 * <p>A block of a codec we cannot read, raw above all, has none: it is kept and served as it is.
 */
public final class Links {

    private Links() {}

    /**
     * The links of a block.
     *
     * @throws CodecException when the bytes are not what the CID's codec allows
     */
    public static List<Cid> of(Cid cid, byte[] data) throws CodecException {
        long codec = cid.codec();
        if (codec == Multicodec.DAG_PB) {
            return DagPbNode.decode(data).links().stream().map(DagPbLink::cid).toList();
        }
        if (codec == Multicodec.DAG_CBOR) {
            return linksOf(DagCbor.decodeLax(data));
        }
        if (codec == Multicodec.DAG_JSON) {
            return linksOf(DagJson.decode(data));
        }
        return List.of();
    }

    private static List<Cid> linksOf(DataValue value) {
        List<Cid> links = new ArrayList<>();
        value.forEachLink(links::add);
        return links;
    }
}
