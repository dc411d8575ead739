package io.whypfs.ipld.dag;

import io.whypfs.ipld.block.BlockSink;
import io.whypfs.ipld.block.BlockSource;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.util.List;

public final class DagWalk {
    public DagWalk(BlockSource source) {}
    /** Each block of the DAG once, depth-first. */
    public void visit(Cid root, BlockSink sink) throws IOException {
        throw new UnsupportedOperationException();
    }
    /** Path blocks, then the scope below the path's end. */
    public void export(Cid root, List<String> path, DagScope scope, BlockSink sink) throws IOException {
        throw new UnsupportedOperationException();
    }
}
