/**
 * Pieces: what this core makes of its sealed buckets, and what storage providers fetch for their deals.
 *
 * <pre>
 *   BucketMembers, BucketSealed -> build -> PieceReady or PieceDelayed
 *                                    |
 *                                 layout (rows that say which block stands where)
 *                                    |
 *   DealChanged (over) ----------> transfer -> GET /pieces/{pieceCid}, PieceFetched
 * </pre>
 *
 * <p>A piece is a view over blocks, not a copy. {@link io.whypfs.corenode.pieces.PiecesConfig} holds the settings of all.
 */
@NullMarked
package io.whypfs.corenode.pieces;

import org.jspecify.annotations.NullMarked;
