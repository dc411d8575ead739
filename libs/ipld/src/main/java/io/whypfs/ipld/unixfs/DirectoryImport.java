package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.block.BlockSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree of names over imported files. Keeps all names in memory; writes its blocks at the end.
 *
 * <p>Directories come into being with the paths that need them. Not safe for several threads.
 */
public final class DirectoryImport {

    /** Most segments of a path. */
    public static final int MAX_DEPTH = 256;

    private final DirectoryWriter writer;
    private final Folder root = new Folder();

    public DirectoryImport(ImportProfile profile, BlockSink sink) {
        this(profile.parameters(), sink);
    }

    public DirectoryImport(ImportParameters parameters, BlockSink sink) {
        this.writer = new DirectoryWriter(parameters, new NodeWriter(parameters.cidVersion(), sink));
    }

    /**
     * Binds an entry to a path such as {@code a/b/c.txt}, relative and without a trailing slash.
     *
     * @throws BadNameException when a segment is empty, {@code .}, {@code ..}, holds a NUL or is no Unicode
     * @throws DuplicateEntryException when the path, or a file above it, was given before
     */
    public void add(String path, UnixFsEntry entry) throws UnixFsException {
        String[] segments = path.split("/", -1);
        if (segments.length > MAX_DEPTH) {
            throw new BadNameException(path.substring(0, 64) + "...", "it has more than " + MAX_DEPTH + " segments.");
        }
        for (String segment : segments) {
            requireGoodName(path, segment);
        }
        Folder folder = root;
        for (int i = 0; i < segments.length - 1; i++) {
            Child child = folder.children.computeIfAbsent(segments[i], _ -> new Folder());
            if (!(child instanceof Folder next)) {
                throw new DuplicateEntryException(path);
            }
            folder = next;
        }
        if (folder.children.putIfAbsent(segments[segments.length - 1], new Leaf(entry)) != null) {
            throw new DuplicateEntryException(path);
        }
    }

    private static void requireGoodName(String path, String segment) throws BadNameException {
        if (segment.isEmpty()) {
            throw new BadNameException(path, "it has an empty segment.");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw new BadNameException(path, "the segment '" + segment + "' means another directory.");
        }
        if (segment.indexOf('\0') >= 0) {
            throw new BadNameException(path, "it has a NUL character.");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(segment)) {
            throw new BadNameException(path, "it is no valid Unicode.");
        }
    }

    /** Writes all directories, deepest first, and returns the root. */
    public UnixFsEntry finish() throws IOException {
        return write(root);
    }

    private UnixFsEntry write(Folder folder) throws IOException {
        List<NamedEntry> entries = new ArrayList<>(folder.children.size());
        for (Map.Entry<String, Child> child : folder.children.entrySet()) {
            UnixFsEntry entry = switch (child.getValue()) {
                case Leaf leaf -> leaf.entry();
                case Folder below -> write(below);
            };
            entries.add(new NamedEntry(child.getKey(), entry));
        }
        return writer.write(entries);
    }

    private sealed interface Child {}

    private record Leaf(UnixFsEntry entry) implements Child {}

    private static final class Folder implements Child {
        private final Map<String, Child> children = new LinkedHashMap<>();
    }
}
