package io.whypfs.ipld.dagpb;

import io.whypfs.ipld.protobuf.ProtobufWriter;
import io.whypfs.multiformats.Cid;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A link of a DAG-PB node: {@code Hash=1 bytes, Name=2 string, Tsize=3 uint64}, in this order.
 *
 * <p>Name and Tsize may be absent, which differs from empty and 0 in the encoded bytes only. Names are bytes: the network
 * holds names that are no UTF-8. Immutable.
 */
public final class DagPbLink {

    private static final byte[] EMPTY = {};

    private final Cid cid;
    private final byte @Nullable [] name;
    private final @Nullable Long tsize;

    DagPbLink(Cid cid, byte @Nullable [] name, @Nullable Long tsize) {
        this.cid = cid;
        this.name = name;
        this.tsize = tsize;
    }

    public static DagPbLink named(String name, Cid cid, long tsize) {
        return new DagPbLink(cid, name.getBytes(StandardCharsets.UTF_8), tsize);
    }

    /** A link to a chunk: its name is present and empty, as Kubo and Helia write it. */
    public static DagPbLink toChunk(Cid cid, long tsize) {
        return new DagPbLink(cid, EMPTY, tsize);
    }

    public Cid cid() {
        return cid;
    }

    /** The name, empty when absent; bytes that are no UTF-8 become replacement characters. */
    public String name() {
        return new String(nameBytes(), StandardCharsets.UTF_8);
    }

    /** The name's bytes, borrowed; empty when absent. */
    public byte[] nameBytes() {
        return name == null ? EMPTY : name;
    }

    public boolean hasNameField() {
        return name != null;
    }

    /** The claimed size of the DAG below, a hint. */
    public OptionalLong tsize() {
        return tsize == null ? OptionalLong.empty() : OptionalLong.of(tsize);
    }

    /** Length of the encoded link without the tag and length that stand before it in a node. */
    int encodedLength() {
        int length = ProtobufWriter.bytesFieldLength(cid.byteLength());
        if (name != null) {
            length += ProtobufWriter.bytesFieldLength(name.length);
        }
        if (tsize != null) {
            length += ProtobufWriter.varintFieldLength(tsize);
        }
        return length;
    }

    void write(ProtobufWriter out) {
        out.bytesField(1, cid.toBytes());
        if (name != null) {
            out.bytesField(2, name);
        }
        if (tsize != null) {
            out.varintField(3, tsize);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DagPbLink that
                && cid.equals(that.cid)
                && Arrays.equals(name, that.name)
                && tsize().equals(that.tsize());
    }

    @Override
    public int hashCode() {
        return 31 * cid.hashCode() + Arrays.hashCode(name);
    }

    @Override
    public String toString() {
        return name() + " -> " + cid;
    }
}
