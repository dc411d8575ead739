package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.protobuf.ProtobufReader;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Fields of a UnixFS message as they are met while reading; a later one wins, as protobuf says. */
final class UnixFsFields {
    private UnixFsNode.@Nullable Type type;
    private byte[] data = {};
    private OptionalLong fileSize = OptionalLong.empty();
    private long[] sizes = {};
    private int sizeCount;
    private OptionalLong hashType = OptionalLong.empty();
    private OptionalLong fanout = OptionalLong.empty();
    private OptionalInt mode = OptionalInt.empty();
    private UnixFsNode.@Nullable ModificationTime mtime;

    UnixFsFields read(ProtobufReader in) throws CodecException {
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case 1 << 3 -> type = type(in.varint());
                case 2 << 3 | ProtobufReader.BYTES -> data = in.bytes();
                case 3 << 3 -> fileSize = OptionalLong.of(in.varint());
                case 4 << 3 -> addSize(in.varint());
                case 4 << 3 | ProtobufReader.BYTES -> {
                    ProtobufReader packed = in.message();
                    while (packed.hasMore()) {
                        addSize(packed.varint());
                    }
                }
                case 5 << 3 -> hashType = OptionalLong.of(in.varint());
                case 6 << 3 -> fanout = OptionalLong.of(in.varint());
                case 7 << 3 -> mode = OptionalInt.of((int) in.varint());
                case 8 << 3 | ProtobufReader.BYTES -> mtime = mtime(in.message());
                default -> {
                    if (tag >>> 3 <= 8) {
                        throw new CodecException("field " + (tag >>> 3) + " has the wrong wire type.");
                    }
                    in.skip(tag & 7);
                }
            }
        }
        return this;
    }

    private void addSize(long size) {
        if (sizeCount == sizes.length) {
            sizes = Arrays.copyOf(sizes, Math.max(16, sizeCount * 2));
        }
        sizes[sizeCount++] = size;
    }

    private static UnixFsNode.Type type(long number) throws CodecException {
        if (number < 0 || number >= UnixFsNode.Type.values().length) {
            throw new CodecException("type " + Long.toUnsignedString(number) + " does not exist.");
        }
        return UnixFsNode.Type.values()[(int) number];
    }

    private static UnixFsNode.ModificationTime mtime(ProtobufReader in) throws CodecException {
        Long seconds = null;
        int nanoseconds = 0;
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case 1 << 3 -> seconds = in.varint();
                case 2 << 3 | ProtobufReader.FIXED32 -> {
                    nanoseconds = in.fixed32();
                    if (nanoseconds < 1 || nanoseconds > 999_999_999) {
                        throw new CodecException("the nanoseconds of the time are out of range.");
                    }
                }
                default -> in.skip(tag & 7);
            }
        }
        if (seconds == null) {
            throw new CodecException("the time has no seconds.");
        }
        return new UnixFsNode.ModificationTime(seconds, nanoseconds);
    }

    UnixFsNode toNode() throws CodecException {
        if (type == null) {
            throw new CodecException("it has no type.");
        }
        return new UnixFsNode(
                type,
                data,
                fileSize,
                Arrays.copyOf(sizes, sizeCount),
                hashType,
                fanout,
                mode,
                Optional.ofNullable(mtime));
    }
}
