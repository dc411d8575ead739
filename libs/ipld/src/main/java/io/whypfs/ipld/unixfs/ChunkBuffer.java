package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.protobuf.ProtobufWriter;
import java.util.Arrays;

/**
 * Gathers one chunk in the array that becomes its block.
 *
 * <p>A dag-pb leaf is {@code 0a len(message), 08 type, 12 len(data) data, 18 size}. Its head and tail are known in length
 * for a full chunk, so content is copied once, to its final place; only a last, shorter chunk moves again. The array is
 * small at first, so that small files do not pay for a whole chunk.
 */
final class ChunkBuffer {

    private static final int FIRST_CAPACITY = 16 * 1024;

    private final int chunkBytes;
    private final boolean raw;
    private final UnixFsNode.Type leafType;
    private final int head;
    private final int tail;
    private byte[] array = {};
    private int used;
    private int nextCapacity;

    ChunkBuffer(int chunkBytes, boolean raw, UnixFsNode.Type leafType) {
        this.chunkBytes = chunkBytes;
        this.raw = raw;
        this.leafType = leafType;
        this.head = raw ? 0 : headLength(chunkBytes);
        this.tail = raw ? 0 : ProtobufWriter.varintFieldLength(chunkBytes);
        this.nextCapacity = Math.min(FIRST_CAPACITY, chunkBytes);
    }

    int used() {
        return used;
    }

    boolean isFull() {
        return used == chunkBytes;
    }

    /** Takes as many bytes as fit and returns their number. */
    int take(byte[] bytes, int offset, int length) {
        int taken = Math.min(length, chunkBytes - used);
        ensureCapacity(used + taken);
        System.arraycopy(bytes, offset, array, head + used, taken);
        used += taken;
        return taken;
    }

    private void ensureCapacity(int wanted) {
        int capacity = array.length - head - tail;
        if (capacity >= wanted) {
            return;
        }
        int grown = Math.min(chunkBytes, Math.max(wanted, nextCapacity));
        byte[] larger = new byte[head + grown + tail];
        System.arraycopy(array, 0, larger, 0, Math.min(array.length, head + used));
        array = larger;
        nextCapacity = (int) Math.min(chunkBytes, 4L * grown);
    }

    /** The chunk's block, handed over; the buffer is empty afterwards. */
    byte[] toBlock() {
        int length = used;
        byte[] block = raw ? rawBlock() : dagPbBlock();
        array = new byte[0];
        used = 0;
        nextCapacity = length == chunkBytes ? chunkBytes : nextCapacity;
        return block;
    }

    private byte[] rawBlock() {
        return array.length == used ? array : Arrays.copyOf(array, used);
    }

    private byte[] dagPbBlock() {
        byte[] block = array;
        int start = headLength(used);
        int end = ProtobufWriter.varintFieldLength(used);
        if (start != head || block.length != start + used + end) {
            block = new byte[start + used + end];
            System.arraycopy(array, Math.min(head, array.length), block, start, used);
        }
        ProtobufWriter out = new ProtobufWriter(block, 0);
        out.startBytesField(1, messageLength(used));
        out.varintField(1, leafType.ordinal());
        if (used > 0) {
            out.startBytesField(2, used);
        }
        new ProtobufWriter(block, start + used).varintField(3, used);
        return block;
    }

    private static int messageLength(int data) {
        return 2 + (data > 0 ? ProtobufWriter.bytesFieldLength(data) : 0) + ProtobufWriter.varintFieldLength(data);
    }

    private static int headLength(int data) {
        int message = messageLength(data);
        return ProtobufWriter.bytesFieldLength(message) - data - ProtobufWriter.varintFieldLength(data);
    }
}
