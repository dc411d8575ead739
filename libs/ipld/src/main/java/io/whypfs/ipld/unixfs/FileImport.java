package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.block.BlockSink;
import java.io.IOException;
import java.util.Objects;

/**
 * One file on its way into a DAG.
 *
 * <p>Content is written in pieces of any size. Chunks are hashed on the caller's thread and given to the sink as soon as
 * they are full; at most one chunk and one open node per level stay in memory. After a failure the import is of no more
 * use. Not safe for several threads.
 */
public final class FileImport {

    private final NodeWriter nodes;
    private final ChunkBuffer chunk;
    private final FileLayout layout;
    private final boolean rawLeaves;
    private boolean anyLeaf;
    private boolean finished;

    FileImport(ImportParameters parameters, BlockSink sink) {
        boolean trickle = parameters.layout() == ImportParameters.Layout.TRICKLE;
        nodes = new NodeWriter(parameters.cidVersion(), sink);
        rawLeaves = parameters.rawLeaves();
        chunk = new ChunkBuffer(
                parameters.chunkBytes(), rawLeaves, trickle ? UnixFsNode.Type.RAW : UnixFsNode.Type.FILE);
        layout = trickle
                ? new TrickleLayout(parameters.maxLinks(), nodes)
                : new BalancedLayout(parameters.maxLinks(), nodes);
    }

    /** Takes the next bytes of the file; they are copied. */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        requireOpen();
        int done = 0;
        while (done < length) {
            done += chunk.take(bytes, offset + done, length - done);
            if (chunk.isFull()) {
                addLeaf();
            }
        }
    }

    /** Ends the file and returns its root, whose blocks have all been given to the sink. */
    public UnixFsEntry finish() throws IOException {
        requireOpen();
        finished = true;
        if (chunk.used() > 0 || !anyLeaf && layout instanceof BalancedLayout) {
            addLeaf();
        }
        return layout.finish();
    }

    private void addLeaf() throws IOException {
        long fileBytes = chunk.used();
        byte[] block = chunk.toBlock();
        anyLeaf = true;
        layout.add(new UnixFsEntry(rawLeaves ? nodes.putRaw(block) : nodes.putDagPb(block), fileBytes, block.length));
    }

    private void requireOpen() {
        if (finished) {
            throw new IllegalStateException("The file import is finished; start a new one.");
        }
    }
}
