/**
 * Bytes and texts at the lowest level: CBOR, CIDs, base 32, varints, RLE+ and the digests.
 *
 * <p>Written a second time, by hand, on purpose: the deal-maker speaks with {@code libs/filecoin}; what it says is read
 * here by code that shares nothing with it, so that a mistake cannot cancel itself out. Whatever a real reader may refuse
 * is refused ({@link io.whypfs.devnet.codec.BadBytes}); what a real reader lets pass but nobody should write is told to a
 * {@link io.whypfs.devnet.codec.Lint}.
 */
@NullMarked
package io.whypfs.devnet.codec;

import org.jspecify.annotations.NullMarked;
