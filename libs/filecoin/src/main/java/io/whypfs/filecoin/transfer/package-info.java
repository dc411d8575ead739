/**
 * How a provider proves that it may fetch a piece.
 *
 * <p>The deal-maker makes a {@link io.whypfs.filecoin.transfer.PieceToken} for each deal and sends it with the piece's
 * address ({@code Authorization: Basic base64(":" + token)}); the core-node that is asked for the piece checks it with the
 * same key. Nothing is stored: a token can be made again at any time. Whether the deal is over is not in it; that is a fact
 * the core-node keeps.
 */
@NullMarked
package io.whypfs.filecoin.transfer;

import org.jspecify.annotations.NullMarked;
