package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.dagpb.DagPbLink;
import java.util.List;

/**
 * A file node whose numbers have been checked against each other: one block size per link, the file size their sum and the
 * inline content's length, no named links.
 */
record FileNode(byte[] content, List<DagPbLink> links, long[] blockSizes, long fileBytes) {

    static FileNode of(Node.UnixFs node) throws UnixFsException {
        UnixFsNode message = node.message();
        List<DagPbLink> links = node.dagPb().links();
        long[] sizes = message.blockSizes();
        if (sizes.length != links.size()) {
            throw new UnixFsException(
                    "The file node has " + links.size() + " links but " + sizes.length + " block sizes.");
        }
        long total = message.data().length;
        for (long size : sizes) {
            total += size;
            if (size < 0 || total < 0) {
                throw new UnixFsException("The file node's block sizes are above 2^63 - 1.");
            }
        }
        if (message.fileSize().isPresent() && message.fileSize().getAsLong() != total) {
            throw new UnixFsException("The file node claims "
                    + Long.toUnsignedString(message.fileSize().getAsLong()) + " bytes but its parts have " + total
                    + ".");
        }
        for (DagPbLink link : links) {
            if (link.nameBytes().length > 0) {
                throw new UnixFsException("The file node has a link with the name '" + link.name() + "'.");
            }
        }
        return new FileNode(message.data(), links, sizes, total);
    }
}
