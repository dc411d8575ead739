package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.KeyStream;
import io.whypfs.ipld.block.BlockSink;
import java.io.IOException;

/** Imports for tests. */
final class Imports {

    private static final int PIECE = 1024 * 1024 + 7;

    private Imports() {}

    static UnixFsEntry file(ImportParameters parameters, BlockSink sink, byte[] content) throws IOException {
        FileImport file = new UnixFsImporter(parameters, sink).newFile();
        file.write(content, 0, content.length);
        return file.finish();
    }

    /** Generated content, written in pieces that fit no chunk. */
    static UnixFsEntry generated(ImportParameters parameters, BlockSink sink, String seed, long size)
            throws IOException {
        FileImport file = new UnixFsImporter(parameters, sink).newFile();
        KeyStream content = new KeyStream(seed);
        for (long left = size; left > 0; left -= PIECE) {
            byte[] piece = content.next((int) Math.min(PIECE, left));
            file.write(piece, 0, piece.length);
        }
        return file.finish();
    }

    static ImportParameters small(int cidVersion, boolean rawLeaves, ImportParameters.Layout layout) {
        return parameters(cidVersion, rawLeaves, 64, 4, layout);
    }

    static ImportParameters parameters(
            int cidVersion, boolean rawLeaves, int chunkBytes, int maxLinks, ImportParameters.Layout layout) {
        return new ImportParameters(
                cidVersion,
                rawLeaves,
                chunkBytes,
                maxLinks,
                layout,
                256 * 1024,
                ImportParameters.SizeEstimate.LINKS_BYTES,
                256);
    }

    /** Every directory with an entry becomes a HAMT. */
    static ImportParameters forcedHamt(int cidVersion, int fanout) {
        return new ImportParameters(
                cidVersion,
                true,
                64,
                4,
                ImportParameters.Layout.BALANCED,
                0,
                ImportParameters.SizeEstimate.LINKS_BYTES,
                fanout);
    }
}
