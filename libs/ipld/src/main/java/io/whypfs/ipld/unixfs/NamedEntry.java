package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.protobuf.ProtobufWriter;
import java.nio.charset.StandardCharsets;

/** An entry with the name it gets in one directory. */
record NamedEntry(String name, UnixFsEntry entry) {

    int nameBytes() {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Length this entry adds to the encoded block of a plain directory. */
    int linkBytes() {
        int link = ProtobufWriter.bytesFieldLength(entry.cid().byteLength())
                + ProtobufWriter.bytesFieldLength(nameBytes())
                + ProtobufWriter.varintFieldLength(entry.dagBytesCumulative());
        return ProtobufWriter.bytesFieldLength(link);
    }
}
