package io.whypfs.corenode.ingest;

import io.whypfs.ipld.block.BlockSink;
import io.whypfs.ipld.unixfs.FileImport;
import io.whypfs.ipld.unixfs.UnixFsEntry;
import io.whypfs.ipld.unixfs.UnixFsImporter;
import java.io.IOException;

/** Takes the bytes of one file after the other, and holds all of them together to the upload's limit. */
final class FileIntake {

    /** A good size for reading a body: long enough to make calls rare, short enough for many uploads at once. */
    static final int PIECE = 64 * 1024;

    private final UnixFsImporter importer;
    private final long maxBytes;
    private long bytes;
    private FileImport file;

    FileIntake(UploadRequest request, BlockSink sink) {
        this.importer = new UnixFsImporter(request.profile(), sink);
        this.maxBytes = request.maxBytes();
        this.file = importer.newFile();
    }

    /** @throws io.whypfs.kit.problem.ProblemException {@code too-large} */
    void write(byte[] piece, int offset, int length) throws IOException {
        bytes += length;
        if (bytes > maxBytes) {
            throw Refusals.tooLarge(maxBytes);
        }
        file.write(piece, offset, length);
    }

    /** Ends the file; the next byte starts another. */
    UnixFsEntry finish() throws IOException {
        UnixFsEntry entry = file.finish();
        file = importer.newFile();
        return entry;
    }
}
