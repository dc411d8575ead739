/**
 * Pieces: from the bytes of a CAR to the commitment that stands in a deal, and proofs against it.
 *
 * <pre>
 *   payload --127 bytes at a time--> Fr32 --128 bytes--> leaves of 32 bytes --SHA-256, 254 bits--> CommP
 * </pre>
 *
 * <p>{@link io.whypfs.filecoin.piece.PieceHasher} takes the payload once, as it streams by, and hashes on several cores.
 * {@link io.whypfs.filecoin.piece.PieceTree} keeps the tree's node of each MiB, so that a proof reads at most the two MiB
 * at the edges of its range. Where the processor has wide vectors and the JVM runs with the module
 * {@code jdk.incubator.vector}, many nodes are hashed in one go; else one by one, with the same result. A JVM
 * without the module leaves the nodes of a large piece to a child that has it: {@link
 * io.whypfs.filecoin.piece.HashingProcess}.
 */
@NullMarked
package io.whypfs.filecoin.piece;

import org.jspecify.annotations.NullMarked;
