package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.protobuf.ProtobufReader;
import io.whypfs.ipld.protobuf.ProtobufWriter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The UnixFS message that stands in a dag-pb node's Data.
 *
 * <p>Fields, written in this order: {@code Type=1 enum, Data=2 bytes, filesize=3 uint64, blocksizes=4 repeated uint64 not
 * packed, hashType=5 uint64, fanout=6 uint64, mode=7 uint32, mtime=8 message}. Reading accepts packed block sizes and steps
 * over unknown fields. Data is written only when it is not empty. Immutable, arrays are borrowed. Source: ipfs/specs,
 * unixfs.md.
 *
 * @param type what the node is
 * @param data file content, symlink target or HAMT bit field; empty when absent
 * @param fileSize bytes of the file below, for files
 * @param blockSizes file bytes below each link, for files
 * @param hashType hash function of a HAMT
 * @param fanout buckets of a HAMT node
 * @param mode POSIX mode bits
 * @param mtime time of the last change
 */
@SuppressWarnings("ArrayRecordComponent")
public record UnixFsNode(
        Type type,
        byte[] data,
        OptionalLong fileSize,
        long[] blockSizes,
        OptionalLong hashType,
        OptionalLong fanout,
        OptionalInt mode,
        Optional<ModificationTime> mtime) {

    /** The only hash function of HAMT directories, murmur3-x64-64. */
    public static final long HAMT_HASH = 0x22;

    private static final byte[] NO_BYTES = {};
    private static final long[] NO_SIZES = {};

    /** What a node is; the order gives the number on the wire. */
    public enum Type {
        RAW,
        DIRECTORY,
        FILE,
        METADATA,
        SYMLINK,
        HAMT_SHARD
    }

    /** Seconds since 1970 and nanoseconds, 0 to 999 999 999. */
    public record ModificationTime(long seconds, int nanoseconds) {}

    private static UnixFsNode plain(Type type, byte[] data, OptionalLong fileSize, long[] blockSizes) {
        return new UnixFsNode(
                type,
                data,
                fileSize,
                blockSizes,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.empty());
    }

    public static UnixFsNode directory() {
        return plain(Type.DIRECTORY, NO_BYTES, OptionalLong.empty(), NO_SIZES);
    }

    /** A node with all of its file's bytes inside. */
    public static UnixFsNode fileLeaf(byte[] content) {
        return plain(Type.FILE, content, OptionalLong.of(content.length), NO_SIZES);
    }

    /** A node that links to the parts of its file. */
    public static UnixFsNode fileInner(long fileSize, long[] blockSizes) {
        return plain(Type.FILE, NO_BYTES, OptionalLong.of(fileSize), blockSizes);
    }

    public static UnixFsNode symlink(byte[] target) {
        return plain(Type.SYMLINK, target, OptionalLong.empty(), NO_SIZES);
    }

    public static UnixFsNode hamtShard(byte[] bitField, int fanout) {
        return new UnixFsNode(
                Type.HAMT_SHARD,
                bitField,
                OptionalLong.empty(),
                NO_SIZES,
                OptionalLong.of(HAMT_HASH),
                OptionalLong.of(fanout),
                OptionalInt.empty(),
                Optional.empty());
    }

    /** The same node with a mode; give the default mode only when it was asked for. */
    public UnixFsNode withMode(int newMode) {
        return new UnixFsNode(type, data, fileSize, blockSizes, hashType, fanout, OptionalInt.of(newMode), mtime);
    }

    public UnixFsNode withMtime(ModificationTime time) {
        return new UnixFsNode(type, data, fileSize, blockSizes, hashType, fanout, mode, Optional.of(time));
    }

    /** Reads the message. */
    public static UnixFsNode decode(byte[] message) throws UnixFsException {
        try {
            return new UnixFsFields().read(new ProtobufReader(message)).toNode();
        } catch (CodecException e) {
            throw new UnixFsException("The node's data is no UnixFS message: " + e.getMessage());
        }
    }

    public byte[] encode() {
        ProtobufWriter out = new ProtobufWriter(encodedLength());
        out.varintField(1, type.ordinal());
        if (data.length > 0) {
            out.bytesField(2, data);
        }
        fileSize.ifPresent(size -> out.varintField(3, size));
        for (long size : blockSizes) {
            out.varintField(4, size);
        }
        hashType.ifPresent(hash -> out.varintField(5, hash));
        fanout.ifPresent(buckets -> out.varintField(6, buckets));
        mode.ifPresent(bits -> out.varintField(7, Integer.toUnsignedLong(bits)));
        mtime.ifPresent(time -> {
            out.startBytesField(8, mtimeLength(time));
            out.varintField(1, time.seconds());
            if (time.nanoseconds() != 0) {
                out.fixed32Field(2, time.nanoseconds());
            }
        });
        return out.array();
    }

    private int encodedLength() {
        int length = ProtobufWriter.varintFieldLength(type.ordinal());
        length += data.length > 0 ? ProtobufWriter.bytesFieldLength(data.length) : 0;
        length += varintFieldLength(fileSize) + varintFieldLength(hashType) + varintFieldLength(fanout);
        for (long size : blockSizes) {
            length += ProtobufWriter.varintFieldLength(size);
        }
        if (mode.isPresent()) {
            length += ProtobufWriter.varintFieldLength(Integer.toUnsignedLong(mode.getAsInt()));
        }
        if (mtime.isPresent()) {
            length += ProtobufWriter.bytesFieldLength(mtimeLength(mtime.get()));
        }
        return length;
    }

    private static int varintFieldLength(OptionalLong value) {
        return value.isPresent() ? ProtobufWriter.varintFieldLength(value.getAsLong()) : 0;
    }

    private static int mtimeLength(ModificationTime time) {
        return ProtobufWriter.varintFieldLength(time.seconds()) + (time.nanoseconds() != 0 ? 5 : 0);
    }
}
