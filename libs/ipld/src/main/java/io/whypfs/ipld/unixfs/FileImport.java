package io.whypfs.ipld.unixfs;

import java.io.IOException;

public final class FileImport {
    FileImport() {}

    public void write(byte[] bytes, int offset, int length) throws IOException {
        throw new UnsupportedOperationException();
    }

    public UnixFsEntry finish() throws IOException {
        throw new UnsupportedOperationException();
    }
}
