/**
 * Pieces that need copies, one per bucket.
 *
 * <p>A piece enters with the fact PieceReady (package {@code facts}) and stays. {@code replication} looks at it when it is
 * due, and writes down what it came to: a {@link io.whypfs.deals.pieces.Plan} of new deals, or a reason why there are none.
 */
@NullMarked
package io.whypfs.deals.pieces;

import org.jspecify.annotations.NullMarked;
