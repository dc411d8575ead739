/**
 * Gives bytes out: files, blocks, listings and archives below a CID, as far as its blocks are on this core.
 *
 * <p>{@link io.whypfs.corenode.dag.DagRoute} parses the address and the wish and writes the answer; {@code DagReads}
 * finds what stands at the end of the path. All blocks come through {@link io.whypfs.corenode.dag.VerifiedBlocks}, which
 * hashes what it reads from the disk, so that no damaged block leaves; hot small blocks stay in memory, verified. Whatever
 * can fail is tried before the head leaves; later, a missing block cuts the connection.
 */
@NullMarked
package io.whypfs.corenode.dag;

import org.jspecify.annotations.NullMarked;
