package io.whypfs.core.blockstore;

/**
 * How a store shares the disk.
 *
 * @param reserveBytes what stays free on the disk
 * @param sessionBytesInFlight bytes one session may have written and not yet synced; more makes {@code put} wait
 * @param totalBytesInFlight the same for all sessions together
 * @param writeBackBytes so many unsynced bytes start a round even when nobody waits for one
 * @param shardForNew how a folder that is created now is laid out; an existing one says so itself
 */
public record BlockstoreOptions(
        long reserveBytes,
        long sessionBytesInFlight,
        long totalBytesInFlight,
        long writeBackBytes,
        ShardFunction shardForNew) {

    private static final long MIB = 1024L * 1024;

    public static final BlockstoreOptions DEFAULT =
            new BlockstoreOptions(0, 32 * MIB, 64 * MIB, 16 * MIB, ShardFunction.DEFAULT);

    public BlockstoreOptions {
        if (reserveBytes < 0 || sessionBytesInFlight < 1 || totalBytesInFlight < 1 || writeBackBytes < 1) {
            throw new IllegalArgumentException("Sizes of a store's options must be positive.");
        }
    }

    public BlockstoreOptions withReserveBytes(long bytes) {
        return new BlockstoreOptions(bytes, sessionBytesInFlight, totalBytesInFlight, writeBackBytes, shardForNew);
    }

    public BlockstoreOptions withBytesInFlight(long session, long total) {
        return new BlockstoreOptions(reserveBytes, session, total, Math.min(writeBackBytes, total), shardForNew);
    }

    public BlockstoreOptions withWriteBackBytes(long bytes) {
        return new BlockstoreOptions(reserveBytes, sessionBytesInFlight, totalBytesInFlight, bytes, shardForNew);
    }

    public BlockstoreOptions withShardForNew(ShardFunction shard) {
        return new BlockstoreOptions(reserveBytes, sessionBytesInFlight, totalBytesInFlight, writeBackBytes, shard);
    }
}
