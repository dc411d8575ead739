package io.whypfs.corenode.pieces;

import io.whypfs.core.blockstore.Blockstore;
import io.whypfs.core.blockstore.WriteSession;
import io.whypfs.ipld.unixfs.DirectoryImport;
import io.whypfs.ipld.unixfs.FileImport;
import io.whypfs.ipld.unixfs.ImportParameters;
import io.whypfs.ipld.unixfs.UnixFsEntry;
import io.whypfs.ipld.unixfs.UnixFsImporter;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.util.Random;

/** Contents as users store them, cut into small chunks. */
public final class Contents {

    private static final ImportParameters PARAMETERS = new ImportParameters(
            1,
            true,
            4096,
            16,
            ImportParameters.Layout.BALANCED,
            256 * 1024,
            ImportParameters.SizeEstimate.BLOCK_BYTES,
            256);

    private Contents() {}

    /** Stores a file, durably. */
    public static Cid file(Blockstore store, byte[] bytes) throws IOException {
        try (WriteSession session = store.openSession()) {
            Cid cid = entry(session, bytes).cid();
            session.awaitDurable();
            return cid;
        }
    }

    /** Stores a directory of two files, of which the second may be in others too. */
    public static Cid directory(Blockstore store, byte[] own, byte[] shared) throws IOException {
        try (WriteSession session = store.openSession()) {
            DirectoryImport directory = new DirectoryImport(PARAMETERS, session);
            UnixFsEntry first = entry(session, own);
            UnixFsEntry second = entry(session, shared);
            directory.add("own", first);
            directory.add("shared", second);
            Cid cid = directory.finish().cid();
            session.awaitDurable();
            return cid;
        }
    }

    private static UnixFsEntry entry(WriteSession session, byte[] bytes) throws IOException {
        FileImport file = new UnixFsImporter(PARAMETERS, session).newFile();
        file.write(bytes, 0, bytes.length);
        return file.finish();
    }

    public static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
