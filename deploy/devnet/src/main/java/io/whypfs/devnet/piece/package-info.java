/**
 * The commitment of a piece, computed as a provider does: over all bytes, as they come in, in constant memory.
 *
 * <p>127 bytes become 128 by Fr32 (two zero bits after each 254), those are four leaves of 32 bytes, and a binary tree of
 * SHA-256 whose results lose their top two bits stands on them. What is missing to a power of two is zeros.
 */
@NullMarked
package io.whypfs.devnet.piece;

import org.jspecify.annotations.NullMarked;
