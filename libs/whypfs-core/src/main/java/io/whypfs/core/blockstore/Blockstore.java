package io.whypfs.core.blockstore;

import io.whypfs.ipld.block.BlockSource;
import io.whypfs.multiformats.Multihash;
import java.io.IOException;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Keeps blocks by the hash of their bytes.
 *
 * <p>The key is the multihash alone: a CID of any version and codec with that hash finds the block. A block can be read
 * as soon as {@link WriteSession#put} returned, and survives a crash once its session said so. Identity CIDs are never
 * kept; {@code get} answers them from the CID. Safe for use by any thread.
 */
public interface Blockstore extends BlockSource, AutoCloseable {

    /** Whether the block is here; always true for an identity multihash. */
    boolean has(Multihash key) throws IOException;

    /** The block's length in bytes, or empty when it is not here. */
    OptionalLong size(Multihash key) throws IOException;

    /** Starts one caller's run of writes: an upload, an import, a fetch. */
    WriteSession openSession() throws IOException;

    /**
     * Removes a block that nobody wrote, or found present, at or after the given time.
     *
     * @return false when it is absent, is being written just now, or was stamped since
     */
    boolean deleteUnlessStampedSince(Multihash key, Instant time) throws IOException;

    /** Tells every key to the visitor, in no order. Blocks that come or go meanwhile may or may not be told. */
    void forEachKey(KeyVisitor visitor) throws IOException;

    /** Number of blocks; an estimate for large stores. */
    long blockCount();

    /** Bytes that may still be written before the disk is full; the reserve is part of them. */
    long freeBytes() throws IOException;

    /** Bytes that stay free: below this, {@code put} is refused with {@link DiskReserveException}. */
    long reserveBytes();

    /** Makes durable what sessions put, then lets go of the folder. */
    @Override
    void close() throws IOException;

    /** Takes the keys of a listing. */
    @FunctionalInterface
    interface KeyVisitor {
        void key(Multihash key) throws IOException;
    }
}
