/**
 * Self-describing values: varint, multibase, multihash, multicodec and the CID that is made of them.
 *
 * <p>Text goes through {@link io.whypfs.multiformats.Multibase} to bytes; bytes start with
 * {@link io.whypfs.multiformats.Varint varints} that say what follows; a {@link io.whypfs.multiformats.Cid} is a codec
 * ({@link io.whypfs.multiformats.Multicodec}) and a {@link io.whypfs.multiformats.Multihash}. Parsing accepts every
 * well-formed CID; {@link io.whypfs.multiformats.CidPolicy} then says which of them may enter the system. Every failure
 * is a {@link io.whypfs.multiformats.MultiformatException}. Addresses of hosts are
 * {@link io.whypfs.multiformats.Multiaddr}s. Left out: peer ids as a type.
 */
@NullMarked
package io.whypfs.multiformats;

import org.jspecify.annotations.NullMarked;
