package io.whypfs.ipld.dagpb;

import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.protobuf.ProtobufReader;
import io.whypfs.ipld.protobuf.ProtobufWriter;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.MultiformatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A DAG-PB node: {@code Links=2 repeated message, Data=1 bytes}.
 *
 * <p>All links are written before the data, sorted by the bytes of their names. Reading is strict: no unknown, repeated or
 * misplaced fields; data may stand before or behind the links, never between. A node that was read keeps the order it was
 * read in and writes the same bytes again. Absent data differs from empty data. Source: ipld/specs, DAG-PB.
 */
public final class DagPbNode {

    private static final Comparator<DagPbLink> BY_NAME = (a, b) -> Arrays.compareUnsigned(a.nameBytes(), b.nameBytes());

    private static final int DATA_TAG = 1 << 3 | ProtobufReader.BYTES;
    private static final int LINK_TAG = 2 << 3 | ProtobufReader.BYTES;

    private final List<DagPbLink> links;
    private final byte @Nullable [] data;

    private DagPbNode(List<DagPbLink> links, byte @Nullable [] data) {
        this.links = links;
        this.data = data;
    }

    /** A new node; the links are sorted, those with equal names keep their order. The data is borrowed. */
    public static DagPbNode of(List<DagPbLink> links, byte @Nullable [] data) {
        List<DagPbLink> sorted = new ArrayList<>(links);
        sorted.sort(BY_NAME);
        return new DagPbNode(List.copyOf(sorted), data);
    }

    /** Reads a block. */
    public static DagPbNode decode(byte[] block) throws CodecException {
        ProtobufReader in = new ProtobufReader(block);
        List<DagPbLink> links = new ArrayList<>();
        byte[] data = null;
        boolean linksEnded = false;
        while (in.hasMore()) {
            switch (in.tag()) {
                case DATA_TAG -> {
                    if (data != null) {
                        throw new CodecException("The dag-pb node has two Data fields.");
                    }
                    data = in.bytes();
                    linksEnded = !links.isEmpty();
                }
                case LINK_TAG -> {
                    if (linksEnded) {
                        throw new CodecException("The dag-pb node has its Data field between its links.");
                    }
                    links.add(decodeLink(in.message()));
                }
                default -> throw new CodecException("The dag-pb node has a field that is neither Links nor Data.");
            }
        }
        return new DagPbNode(List.copyOf(links), data);
    }

    private static DagPbLink decodeLink(ProtobufReader in) throws CodecException {
        Cid cid = null;
        byte[] name = null;
        Long tsize = null;
        int last = 0;
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag >>> 3 <= last) {
                throw new CodecException("The dag-pb link has a field twice or out of order.");
            }
            last = tag >>> 3;
            switch (tag) {
                case 1 << 3 | ProtobufReader.BYTES -> cid = decodeCid(in.bytes());
                case 2 << 3 | ProtobufReader.BYTES -> name = in.bytes();
                case 3 << 3 | ProtobufReader.VARINT -> tsize = decodeTsize(in.varint());
                default -> throw new CodecException("The dag-pb link has a field that is not Hash, Name or Tsize.");
            }
        }
        if (cid == null) {
            throw new CodecException("The dag-pb link has no Hash.");
        }
        return new DagPbLink(cid, name, tsize);
    }

    private static Cid decodeCid(byte[] bytes) throws CodecException {
        try {
            return Cid.decode(bytes);
        } catch (MultiformatException e) {
            throw new CodecException("The dag-pb link's Hash is not a CID: " + e.getMessage(), e);
        }
    }

    private static Long decodeTsize(long tsize) throws CodecException {
        if (tsize < 0) {
            throw new CodecException("The dag-pb link's Tsize is above 2^63 - 1.");
        }
        return tsize;
    }

    /** The links in the order of the block. */
    public List<DagPbLink> links() {
        return links;
    }

    /** The data, borrowed. */
    public Optional<byte[]> data() {
        return Optional.ofNullable(data);
    }

    /** Length of the encoded block. */
    public int encodedLength() {
        int length = 0;
        for (DagPbLink link : links) {
            length += ProtobufWriter.bytesFieldLength(link.encodedLength());
        }
        if (data != null) {
            length += ProtobufWriter.bytesFieldLength(data.length);
        }
        return length;
    }

    public byte[] encode() {
        ProtobufWriter out = new ProtobufWriter(encodedLength());
        for (DagPbLink link : links) {
            out.startBytesField(2, link.encodedLength());
            link.write(out);
        }
        if (data != null) {
            out.bytesField(1, data);
        }
        return out.array();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DagPbNode that && links.equals(that.links) && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * links.hashCode() + Arrays.hashCode(data);
    }
}
