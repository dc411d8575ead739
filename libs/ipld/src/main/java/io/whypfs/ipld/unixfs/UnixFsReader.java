package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.block.BlockSource;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

public final class UnixFsReader {
    public UnixFsReader(BlockSource source) {}

    public Resolved resolve(Cid root, List<String> segments) throws IOException {
        throw new UnsupportedOperationException();
    }

    public long size(Cid file) throws IOException {
        throw new UnsupportedOperationException();
    }

    public InputStream read(Cid file, long from, long length) throws IOException {
        throw new UnsupportedOperationException();
    }

    public DirectoryListing list(Cid directory) throws IOException {
        throw new UnsupportedOperationException();
    }

    public byte[] symlinkTarget(Cid symlink) throws IOException {
        throw new UnsupportedOperationException();
    }
}
