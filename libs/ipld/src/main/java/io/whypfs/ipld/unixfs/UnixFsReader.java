package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.block.BlockSource;
import io.whypfs.ipld.dagpb.DagPbLink;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Reads files and directories out of a block source.
 *
 * <p>Loads only the blocks a question needs. Symlinks are told, not followed. Numbers in nodes are compared with what the
 * blocks hold; a difference ends the read. Each operation has its own budget of blocks. Safe for several threads when the
 * source is; the streams and listings it returns are not. Source: ipfs/specs, unixfs.md.
 */
public final class UnixFsReader {

    private final BlockSource source;
    private final ReadLimits limits;

    public UnixFsReader(BlockSource source) {
        this(source, ReadLimits.DEFAULT);
    }

    public UnixFsReader(BlockSource source, ReadLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /**
     * Follows a path. Segments are compared as bytes and are not decoded; the caller has resolved {@code .} and
     * {@code ..}. Segments may lead through the maps and lists of a dag-cbor or dag-json block; the path must end at a link.
     *
     * @throws NoSuchPathException when a segment leads nowhere
     * @throws MissingBlockException when a block on the way is not in the source
     */
    public Resolved resolve(Cid root, List<String> segments) throws IOException {
        BlockLoader loader = new BlockLoader(source, limits);
        PathWalker walker = new PathWalker(loader);
        List<Cid> roots = new ArrayList<>(segments.size() + 1);
        roots.add(root);
        Cid cid = root;
        Node node = load(loader, root);
        boolean insideBlock = false;
        for (String segment : segments) {
            Optional<Node.Data> inside = PathWalker.stepInside(node, segment);
            insideBlock = inside.isPresent();
            if (inside.isPresent()) {
                node = inside.get();
            } else {
                Cid parent = cid;
                cid = walker.step(node, segment).orElseThrow(() -> new NoSuchPathException(segment, parent));
                node = load(loader, cid);
            }
            roots.add(cid);
        }
        if (insideBlock) {
            throw new NoSuchPathException(segments.getLast(), cid);
        }
        return describe(cid, roots, node);
    }

    private static Resolved describe(Cid cid, List<Cid> roots, Node node) throws UnixFsException {
        return switch (node) {
            case Node.RawBytes raw -> new Resolved(cid, roots, Resolved.Kind.FILE, raw.bytes().length);
            case Node.PlainDagPb plain -> new Resolved(cid, roots, Resolved.Kind.OTHER, plain.length());
            case Node.Data data -> new Resolved(cid, roots, Resolved.Kind.OTHER, data.length());
            case Node.Opaque opaque -> new Resolved(cid, roots, Resolved.Kind.OTHER, opaque.length());
            case Node.UnixFs unixFs ->
                switch (unixFs.message().type()) {
                    case FILE, RAW -> new Resolved(cid, roots, Resolved.Kind.FILE, FileStream.sizeOf(cid, unixFs));
                    case DIRECTORY, HAMT_SHARD -> new Resolved(cid, roots, Resolved.Kind.DIRECTORY, 0);
                    case SYMLINK ->
                        new Resolved(
                                cid,
                                roots,
                                Resolved.Kind.SYMLINK,
                                unixFs.message().data().length);
                    case METADATA ->
                        new Resolved(
                                cid, roots, Resolved.Kind.OTHER, unixFs.dagPb().encodedLength());
                };
        };
    }

    /**
     * Length of a file, as its root block tells.
     *
     * @throws UnixFsException when it is not a file
     */
    public long size(Cid file) throws IOException {
        return FileStream.sizeOf(file, load(new BlockLoader(source, limits), file));
    }

    /**
     * Opens a range of a file. A range that goes beyond the end is cut there. The root block is loaded at once, others when
     * the stream reaches them. The stream needs no closing.
     *
     * @param from first byte, 0 or more
     * @param length most bytes, {@code Long.MAX_VALUE} for the rest of the file
     * @throws UnixFsException when it is not a file, here or in the middle of the stream
     * @throws MissingBlockException when a wanted block is not in the source, here or in the middle of the stream
     */
    public InputStream read(Cid file, long from, long length) throws IOException {
        if (from < 0 || length < 0) {
            throw new IllegalArgumentException("A range starts at 0 or later and has no negative length.");
        }
        BlockLoader loader = new BlockLoader(source, limits);
        return new FileStream(loader, limits, file, load(loader, file), from, length);
    }

    /**
     * Lists a directory. Children are not loaded; shards are when the listing reaches them.
     *
     * @throws UnixFsException when it is not a directory
     */
    public DirectoryListing list(Cid directory) throws IOException {
        BlockLoader loader = new BlockLoader(source, limits);
        if (load(loader, directory) instanceof Node.UnixFs unixFs) {
            if (unixFs.message().type() == UnixFsNode.Type.HAMT_SHARD) {
                return new HamtListing(loader, HamtShard.of(unixFs));
            }
            if (unixFs.message().type() == UnixFsNode.Type.DIRECTORY) {
                Iterator<DagPbLink> links = unixFs.dagPb().links().iterator();
                return () -> links.hasNext() ? Optional.of(entry(links.next())) : Optional.empty();
            }
        }
        throw new UnixFsException(directory + " is not a directory.");
    }

    private static DirectoryEntry entry(DagPbLink link) {
        return new DirectoryEntry(link.name(), link.cid(), link.tsize().orElse(0));
    }

    /**
     * Where a symlink points, the bytes as stored.
     *
     * @throws UnixFsException when it is not a symlink
     */
    public byte[] symlinkTarget(Cid symlink) throws IOException {
        if (load(new BlockLoader(source, limits), symlink) instanceof Node.UnixFs unixFs
                && unixFs.message().type() == UnixFsNode.Type.SYMLINK) {
            return unixFs.message().data();
        }
        throw new UnixFsException(symlink + " is not a symlink.");
    }

    private static Node load(BlockLoader loader, Cid cid) throws IOException {
        return Node.of(cid, loader.load(cid));
    }
}
