package io.whypfs.ipld.unixfs;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Leaves first, then sub-trees of growing depth, four of each depth; the root is always an inner node.
 *
 * <p>Source: ipfs/boxo, package trickle.
 */
final class TrickleLayout implements FileLayout {

    private static final int SUB_TREES_PER_DEPTH = 4;

    private final int maxLinks;
    private final NodeWriter nodes;
    private final Deque<OpenNode> path = new ArrayDeque<>();

    TrickleLayout(int maxLinks, NodeWriter nodes) {
        this.maxLinks = maxLinks;
        this.nodes = nodes;
        path.push(new OpenNode(Integer.MAX_VALUE));
    }

    @Override
    public void add(UnixFsEntry leaf) throws IOException {
        while (path.element().isFull(maxLinks)) {
            closeTop();
        }
        while (path.element().parts.size() >= maxLinks) {
            path.push(new OpenNode(path.element().nextDepth(maxLinks)));
        }
        path.element().parts.add(leaf);
    }

    private void closeTop() throws IOException {
        UnixFsEntry closed = nodes.putFileNode(path.pop().parts);
        path.element().parts.add(closed);
    }

    @Override
    public UnixFsEntry finish() throws IOException {
        while (path.size() > 1) {
            closeTop();
        }
        return nodes.putFileNode(path.pop().parts);
    }

    private static final class OpenNode {
        private final int depth;
        private final List<UnixFsEntry> parts = new ArrayList<>();

        OpenNode(int depth) {
            this.depth = depth;
        }

        /** Depth of the next sub-tree; the root's is 1 for the first four, then 2 and so on. */
        int nextDepth(int maxLinks) {
            return (parts.size() - maxLinks) / SUB_TREES_PER_DEPTH + 1;
        }

        boolean isFull(int maxLinks) {
            return parts.size() >= maxLinks && nextDepth(maxLinks) >= depth;
        }
    }
}
