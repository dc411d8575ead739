package io.whypfs.ipld.unixfs;

import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/**
 * A range of a file's bytes, in order. Loads a block only when a byte of it is wanted; parts outside the range may be
 * missing. Each part must have exactly the size its parent claims.
 */
final class FileStream extends InputStream {

    private static final byte[] NONE = {};

    private final BlockLoader loader;
    private final int maxDepth;
    private final Deque<Part> parts = new ArrayDeque<>();
    private byte[] current = NONE;
    private int at;
    private long skip;
    private long remaining;

    private record Part(Cid cid, long fileBytes, int depth) {}

    FileStream(BlockLoader loader, ReadLimits limits, Cid cid, Node root, long from, long length) throws IOException {
        this.loader = loader;
        this.maxDepth = limits.maxDepth();
        long fileBytes = sizeOf(cid, root);
        this.skip = Math.min(from, fileBytes);
        this.remaining = Math.min(length, fileBytes - skip);
        enter(cid, root, 0);
    }

    /** Length of the file at a node, checked as far as the one block tells. */
    static long sizeOf(Cid cid, Node node) throws UnixFsException {
        return switch (node) {
            case Node.RawBytes raw -> raw.bytes().length;
            case Node.UnixFs unixFs
            when unixFs.message().type() == UnixFsNode.Type.FILE
                    || unixFs.message().type() == UnixFsNode.Type.RAW ->
                FileNode.of(unixFs).fileBytes();
            default -> throw new UnixFsException(cid + " is not a file.");
        };
    }

    private void enter(Cid cid, Node node, int depth) throws IOException {
        if (node instanceof Node.RawBytes raw) {
            start(raw.bytes());
        } else if (node instanceof Node.UnixFs unixFs) {
            FileNode file = FileNode.of(unixFs);
            for (int i = file.links().size() - 1; i >= 0; i--) {
                parts.push(new Part(file.links().get(i).cid(), file.blockSizes()[i], depth + 1));
            }
            start(file.content());
        } else {
            throw new UnixFsException(cid + " is not a file.");
        }
    }

    private void start(byte[] content) {
        current = content;
        at = (int) Math.min(skip, content.length);
        skip -= at;
    }

    /** Makes sure that a byte stands at {@code current[at]}; false at the end of the range. */
    private boolean advance() throws IOException {
        while (remaining > 0 && at == current.length) {
            Part part = parts.poll();
            if (part == null) {
                throw new IllegalStateException("The checked sizes of a file do not add up.");
            }
            if (part.fileBytes() <= skip) {
                skip -= part.fileBytes();
            } else {
                load(part);
            }
        }
        return remaining > 0;
    }

    private void load(Part part) throws IOException {
        if (part.depth() > maxDepth) {
            throw new UnixFsException("The file's tree is deeper than " + maxDepth + " levels.");
        }
        Node node = Node.of(part.cid(), loader.load(part.cid()));
        long fileBytes = sizeOf(part.cid(), node);
        if (fileBytes != part.fileBytes()) {
            throw new UnixFsException("The file part " + part.cid() + " has " + fileBytes
                    + " bytes but its parent claims " + part.fileBytes() + ".");
        }
        enter(part.cid(), node, part.depth());
    }

    @Override
    public int read() throws IOException {
        if (!advance()) {
            return -1;
        }
        remaining--;
        return current[at++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!advance()) {
            return -1;
        }
        int count = (int) Math.min(Math.min(length, remaining), current.length - at);
        System.arraycopy(current, at, target, offset, count);
        at += count;
        remaining -= count;
        return count;
    }

    /** Hands over whole chunks without a copy in between. */
    @Override
    public long transferTo(OutputStream out) throws IOException {
        long total = 0;
        while (advance()) {
            int count = (int) Math.min(remaining, current.length - at);
            out.write(current, at, count);
            at += count;
            remaining -= count;
            total += count;
        }
        return total;
    }
}
