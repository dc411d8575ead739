/**
 * Gives pieces to storage providers: {@code GET} and {@code HEAD /pieces/{pieceCid}}.
 *
 * <p>{@link io.whypfs.corenode.pieces.transfer.PieceRoute} checks the token and the deal and finds the piece's home. There
 * {@code PieceBytes} makes the range from layout and blocks, each block hashed as it is read, so that what is damaged or
 * missing breaks the connection and is never served; any other core relays the home's answer. {@code TransferGate}
 * bounds how many transfers run. What the connection took is noted in {@link
 * io.whypfs.corenode.pieces.transfer.TransferLedger}, which keeps the covered ranges of each deal in {@code
 * core.piece_transfers} and tells {@code PieceFetched}.
 */
@NullMarked
package io.whypfs.corenode.pieces.transfer;

import org.jspecify.annotations.NullMarked;
