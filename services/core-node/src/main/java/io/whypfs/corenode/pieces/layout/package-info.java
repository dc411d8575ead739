/**
 * The layout of a piece's CAR: which block stands where, so that any range can be made from the blockstore.
 *
 * <pre>
 *   header | section | section | ...        section = varint length, CID, block
 * </pre>
 *
 * <p>While a piece is built, {@link io.whypfs.corenode.pieces.layout.LayoutRecorder} notes each section; some hundred at a
 * time become a row of {@code core.piece_sections}. {@link io.whypfs.corenode.pieces.layout.PieceLayouts} finds the row
 * that holds an offset and keeps rows in memory up to a number of bytes; {@link
 * io.whypfs.corenode.pieces.layout.SectionCursor} goes on from there. A layout of a piece never changes.
 */
@NullMarked
package io.whypfs.corenode.pieces.layout;

import org.jspecify.annotations.NullMarked;
