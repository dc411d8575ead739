package io.whypfs.core.blockstore;

import io.whypfs.core.files.FileLayer;
import io.whypfs.multiformats.Multihash;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changing half of a flatfs store: one claim per key at a time, so that a block is written once, and is never deleted
 * while someone puts or keeps it.
 *
 * <p>A claim whose block went to a batch stays until that batch is durable. So whoever finds no claim and a file under the
 * final name may rely on it.
 */
final class FlatfsWriter {

    private static final Logger LOG = LoggerFactory.getLogger(FlatfsWriter.class);

    private final FileLayer files;
    private final FlatfsLayout layout;
    private final DiskReserve reserve;
    private final BytesInFlight bytesInFlight;
    private final GroupCommitter committer;
    private final ConcurrentHashMap<Multihash, PendingBlock> inFlight = new ConcurrentHashMap<>();

    FlatfsWriter(
            FileLayer files,
            FlatfsLayout layout,
            DiskReserve reserve,
            BytesInFlight bytesInFlight,
            GroupCommitter committer) {
        this.files = files;
        this.layout = layout;
        this.reserve = reserve;
        this.bytesInFlight = bytesInFlight;
        this.committer = committer;
    }

    /** The block of that key if it is written and not yet durable. */
    @Nullable
    PendingBlock written(Multihash key) {
        PendingBlock pending = inFlight.get(key);
        return pending != null && pending.isWritten() ? pending : null;
    }

    /** Lets go of blocks that are durable. */
    void settled(List<PendingBlock> blocks) {
        blocks.forEach(block -> inFlight.remove(block.key(), block));
    }

    /** Writes a block unless it is here, and returns the batch its durability hangs on. */
    long write(Multihash key, byte[] data, BytesInFlight.Window window) throws IOException {
        committer.ensureWritable();
        Path file = layout.file(key);
        while (true) {
            PendingBlock mine = new PendingBlock(key, layout.newTemporary(), file, data.length, window);
            PendingBlock other = inFlight.putIfAbsent(key, mine);
            long outcome = other == null ? writeClaimed(mine, data) : other.awaitOutcome();
            if (outcome != PendingBlock.GIVEN_UP) {
                return outcome;
            }
        }
    }

    /** Stamps a block that is here and returns the batch its durability hangs on; GIVEN_UP when it is not here. */
    long keep(Multihash key, BytesInFlight.Window window) throws IOException {
        committer.ensureWritable();
        Path file = layout.file(key);
        PendingBlock mine = new PendingBlock(key, file, file, 0, window);
        while (true) {
            PendingBlock other = inFlight.putIfAbsent(key, mine);
            if (other == null) {
                return keepClaimed(mine);
            }
            long outcome = other.awaitOutcome();
            if (outcome != PendingBlock.GIVEN_UP) {
                return outcome;
            }
        }
    }

    private long keepClaimed(PendingBlock mine) throws IOException {
        long outcome = PendingBlock.GIVEN_UP;
        try {
            if (layout.storedSize(mine.key(), mine.target()).isPresent()) {
                files.touch(mine.target());
                outcome = PendingBlock.DURABLE;
            }
            return outcome;
        } finally {
            giveUpClaim(mine, outcome);
        }
    }

    private long writeClaimed(PendingBlock mine, byte[] data) throws IOException {
        boolean kept = false;
        try {
            if (files.size(mine.target()).equals(OptionalLong.of(data.length))) {
                // The stamp tells a sweep that someone relies on this block since now.
                files.touch(mine.target());
                giveUpClaim(mine, PendingBlock.DURABLE);
                kept = true;
                return PendingBlock.DURABLE;
            }
            reserve.claim(data.length);
            bytesInFlight.acquire(mine.window(), data.length, committer::wantRound);
            try {
                layout.makeShard(mine.target());
                files.write(mine.temporary(), data);
                long batch = committer.add(mine);
                kept = true;
                return batch;
            } finally {
                if (!kept) {
                    bytesInFlight.release(mine.window(), data.length);
                }
            }
        } finally {
            if (!kept) {
                giveUpClaim(mine, PendingBlock.GIVEN_UP);
                removeLeftover(mine.temporary());
            }
        }
    }

    private void giveUpClaim(PendingBlock claim, long outcome) {
        inFlight.remove(claim.key(), claim);
        claim.decide(outcome);
    }

    private void removeLeftover(Path temporary) {
        try {
            files.delete(temporary);
        } catch (IOException e) {
            LOG.warn("temporary file stays until the next start: path={} error={}", temporary, e.toString());
        }
    }

    /** Removes a file that nobody stamped since the given time; false when it stays or is absent. */
    boolean deleteUnlessStampedSince(Multihash key, Instant time) throws IOException {
        committer.ensureWritable();
        Path file = layout.file(key);
        PendingBlock mine = new PendingBlock(key, file, file, 0, new BytesInFlight.Window());
        if (inFlight.putIfAbsent(key, mine) != null) {
            return false;
        }
        try {
            OptionalLong stamp = files.touchedAtMillis(file);
            return stamp.isPresent() && stamp.getAsLong() < time.toEpochMilli() && files.delete(file);
        } finally {
            giveUpClaim(mine, PendingBlock.GIVEN_UP);
        }
    }
}
