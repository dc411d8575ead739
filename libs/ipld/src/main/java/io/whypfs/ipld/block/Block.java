package io.whypfs.ipld.block;

import io.whypfs.multiformats.Cid;

/**
 * A CID and the bytes it names.
 *
 * <p>The array is borrowed, not copied: whoever holds a block does not change it. A block made from bytes that came from
 * outside must have been verified before it is constructed.
 *
 * @param cid the name; its multihash is the hash of {@code data}
 * @param data the encoded node or raw bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record Block(Cid cid, byte[] data) {}
