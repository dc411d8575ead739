/**
 * Builds the pieces of this core's sealed buckets.
 *
 * <pre>
 *   waiting -> copying (members from other cores) -> building (root, layout, commitment) -> ready
 *      ^----------------- delayed: why, what next, when -----------------'
 * </pre>
 *
 * <p>{@link io.whypfs.corenode.pieces.build.BuildWorker} takes the rows that are due; after a crash they simply are. {@link
 * io.whypfs.corenode.pieces.build.PieceBuilder} does one: {@code MemberCopies} brings what lives elsewhere, {@code
 * RootDirectory} makes the CAR's only root, {@code PieceStream} passes every block once, in an order that follows from the
 * root alone, through CAR layout, Fr32 and CommP. So a build that is begun again ends in the same piece. Blocks are read
 * from where they are; only the root's own are written. The end, and the fact that tells it, is one transaction.
 *
 * <p>A row pins the blocks of its members and of its root: whoever deletes blocks must ask this table first.
 */
@NullMarked
package io.whypfs.corenode.pieces.build;

import org.jspecify.annotations.NullMarked;
