package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.block.BlockSink;

/** Makes files into DAGs, all with the same parameters. Safe for several threads when its sink is. */
public final class UnixFsImporter {

    private final ImportParameters parameters;
    private final BlockSink sink;

    public UnixFsImporter(ImportProfile profile, BlockSink sink) {
        this(profile.parameters(), sink);
    }

    public UnixFsImporter(ImportParameters parameters, BlockSink sink) {
        this.parameters = parameters;
        this.sink = sink;
    }

    public FileImport newFile() {
        return new FileImport(parameters, sink);
    }
}
