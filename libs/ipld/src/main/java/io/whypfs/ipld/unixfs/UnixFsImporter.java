package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.block.BlockSink;

public final class UnixFsImporter {
    public UnixFsImporter(ImportProfile profile, BlockSink sink) {}

    public UnixFsImporter(ImportParameters parameters, BlockSink sink) {}

    public FileImport newFile() {
        throw new UnsupportedOperationException();
    }
}
