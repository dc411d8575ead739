package io.whypfs.corenode.ingest;

import io.whypfs.ipld.block.BlockSink;
import io.whypfs.ipld.unixfs.BadNameException;
import io.whypfs.ipld.unixfs.DirectoryImport;
import io.whypfs.ipld.unixfs.DuplicateEntryException;
import io.whypfs.ipld.unixfs.ImportProfile;
import io.whypfs.ipld.unixfs.UnixFsEntry;
import java.io.IOException;
import java.util.List;

/**
 * What an upload's files amount to: one plain file is its own root; several, or one in a folder, are a directory whose
 * entries are the names as paths.
 */
record Tree(UnixFsEntry root, String kind, String name, List<Stored.StoredFile> listed) {

    private static final int MOST_LISTED = 1000;

    /** A file that has been read to its end. */
    record ReceivedFile(EntryPath path, UnixFsEntry entry) {}

    /**
     * Builds the directory nodes, where there are any.
     *
     * @throws io.whypfs.kit.problem.ProblemException {@code bad-name} for a path that comes twice, or is a file and a
     *     folder at once
     */
    static Tree of(ImportProfile profile, List<ReceivedFile> files, BlockSink sink) throws IOException {
        ReceivedFile first = files.getFirst();
        if (files.size() == 1 && first.path().isPlain()) {
            return new Tree(first.entry(), "file", first.path().text(), List.of());
        }
        DirectoryImport directory = new DirectoryImport(profile, sink);
        for (ReceivedFile file : files) {
            add(directory, file);
        }
        return new Tree(
                directory.finish(),
                "directory",
                EntryPath.commonFolder(files.stream().map(ReceivedFile::path).toList()),
                files.stream().limit(MOST_LISTED).map(Tree::listed).toList());
    }

    private static void add(DirectoryImport directory, ReceivedFile file) throws IOException {
        String path = file.path().text();
        try {
            directory.add(path, file.entry());
        } catch (DuplicateEntryException _) {
            throw EntryPath.bad(path, "is given twice, or is a file and a folder at once");
        } catch (BadNameException _) {
            throw EntryPath.bad(path, "cannot be a directory entry");
        }
    }

    private static Stored.StoredFile listed(ReceivedFile file) {
        return new Stored.StoredFile(
                file.path().text(), file.entry().cid().toString(), file.entry().fileBytes());
    }
}
