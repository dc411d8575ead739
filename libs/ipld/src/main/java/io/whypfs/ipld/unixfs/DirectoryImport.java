package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.block.BlockSink;
import java.io.IOException;

public final class DirectoryImport {
    public DirectoryImport(ImportProfile profile, BlockSink sink) {}

    public DirectoryImport(ImportParameters parameters, BlockSink sink) {}

    public void add(String path, UnixFsEntry entry) throws UnixFsException {
        throw new UnsupportedOperationException();
    }

    public UnixFsEntry finish() throws IOException {
        throw new UnsupportedOperationException();
    }
}
