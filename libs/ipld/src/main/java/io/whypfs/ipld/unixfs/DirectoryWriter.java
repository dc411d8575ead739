package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.dagpb.DagPbLink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes one directory, as a plain node or, above the threshold, as a HAMT. */
final class DirectoryWriter {

    /** Encoded length of a plain directory without links: {@code 0a 02 08 01}. */
    private static final long EMPTY_DIRECTORY_BYTES = 4;

    private final ImportParameters parameters;
    private final NodeWriter nodes;

    DirectoryWriter(ImportParameters parameters, NodeWriter nodes) {
        this.parameters = parameters;
        this.nodes = nodes;
    }

    UnixFsEntry write(List<NamedEntry> entries) throws IOException {
        if (estimate(entries) > parameters.hamtThresholdBytes()) {
            return new HamtWriter(parameters.hamtFanout(), nodes).write(entries);
        }
        List<DagPbLink> links = new ArrayList<>(entries.size());
        long fileBytes = 0;
        for (NamedEntry named : entries) {
            UnixFsEntry entry = named.entry();
            links.add(DagPbLink.named(named.name(), entry.cid(), entry.dagBytesCumulative()));
            fileBytes += entry.fileBytes();
        }
        return nodes.putNode(links, UnixFsNode.directory(), fileBytes);
    }

    private long estimate(List<NamedEntry> entries) {
        return switch (parameters.sizeEstimate()) {
            case LINKS_BYTES ->
                entries.stream()
                        .mapToLong(
                                named -> named.nameBytes() + named.entry().cid().byteLength())
                        .sum();
            case BLOCK_BYTES ->
                EMPTY_DIRECTORY_BYTES
                        + entries.stream().mapToLong(NamedEntry::linkBytes).sum();
        };
    }
}
