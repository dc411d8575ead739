package io.whypfs.ipld.unixfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * All leaves at the same depth; inner nodes are filled from left to right. A single leaf is the root itself.
 *
 * <p>Source: ipfs/boxo, package balanced.
 */
final class BalancedLayout implements FileLayout {

    private final int maxLinks;
    private final NodeWriter nodes;
    private final List<List<UnixFsEntry>> levels = new ArrayList<>();

    BalancedLayout(int maxLinks, NodeWriter nodes) {
        this.maxLinks = maxLinks;
        this.nodes = nodes;
    }

    @Override
    public void add(UnixFsEntry leaf) throws IOException {
        addAt(0, leaf);
    }

    /** A full node is written when the next part arrives: only then is it known not to be the root. */
    private void addAt(int level, UnixFsEntry part) throws IOException {
        if (level == levels.size()) {
            levels.add(new ArrayList<>());
        }
        List<UnixFsEntry> open = levels.get(level);
        if (open.size() == maxLinks) {
            addAt(level + 1, nodes.putFileNode(open));
            open.clear();
        }
        open.add(part);
    }

    @Override
    public UnixFsEntry finish() throws IOException {
        for (int level = 0; level < levels.size() - 1; level++) {
            addAt(level + 1, nodes.putFileNode(levels.get(level)));
        }
        List<UnixFsEntry> top = levels.getLast();
        return top.size() == 1 ? top.getFirst() : nodes.putFileNode(top);
    }
}
