/**
 * Questions about whole DAGs: is it all here, how large is it, hand me its blocks.
 *
 * <p>{@link io.whypfs.core.dag.DagService} follows links from a root through the local blockstore only. Every block counts
 * once by its multihash, whatever CIDs name it, as the store keeps it once; links are still followed for each codec it is
 * named with.
 */
@NullMarked
package io.whypfs.core.dag;

import org.jspecify.annotations.NullMarked;
