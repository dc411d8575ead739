package io.whypfs.core.blockstore;

import io.whypfs.core.files.FileLayer;
import io.whypfs.core.files.NioFileLayer;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multihash;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks in files, laid out as Kubo's flatfs.
 *
 * <p>A file gets its final name only after its bytes are on the disk, so nothing that stands under a final name is cut,
 * whatever crashed. Folders written by others without sync may hold cut files: an empty one counts as missing unless the
 * key is the hash of nothing, and one of another length than the block that is put is replaced.
 *
 * <p>One store per folder and process; {@link io.whypfs.core.RepositoryFolder} keeps others out.
 */
public final class FlatfsBlockstore implements Blockstore {

    private static final Logger LOG = LoggerFactory.getLogger(FlatfsBlockstore.class);
    private static final byte[] NOTHING = new byte[0];

    private final FileLayer files;
    private final FlatfsLayout layout;
    private final DiskReserve reserve;
    private final BlockCount count;
    private final BytesInFlight bytesInFlight;
    private final GroupCommitter committer;

    /** Claims on keys that are being written or deleted, or are written and not yet durable. */
    private final ConcurrentHashMap<Multihash, PendingBlock> inFlight = new ConcurrentHashMap<>();

    /** Opens or creates the folder on the real disk. */
    public FlatfsBlockstore(Path blocks, BlockstoreOptions options) throws IOException {
        this(NioFileLayer.open(blocks), blocks, options);
    }

    /** Opens or creates the folder through a file layer, which the store closes. */
    public FlatfsBlockstore(FileLayer files, Path blocks, BlockstoreOptions options) throws IOException {
        this(files, blocks, options, RoundCompletions.start());
        committer.start();
    }

    private FlatfsBlockstore(FileLayer files, Path blocks, BlockstoreOptions options, RoundCompletions completions)
            throws IOException {
        this.files = files;
        this.layout = FlatfsLayout.open(files, blocks, options.shardForNew());
        this.reserve = new DiskReserve(files, options.reserveBytes());
        this.count = BlockCount.of(files, layout);
        this.bytesInFlight = new BytesInFlight(options.sessionBytesInFlight(), options.totalBytesInFlight());
        this.committer = new GroupCommitter(
                files, blocks, options.writeBackBytes(), bytesInFlight, completions, this::becameDurable);
    }

    /** A store without threads: rounds run when {@link GroupCommitter#round} is called. */
    static FlatfsBlockstore stepped(FileLayer files, Path blocks, BlockstoreOptions options) throws IOException {
        return new FlatfsBlockstore(files, blocks, options, RoundCompletions.direct());
    }

    GroupCommitter committer() {
        return committer;
    }

    public ShardFunction shard() {
        return layout.shard();
    }

    @Override
    public Optional<byte[]> get(Cid cid) throws IOException {
        Multihash key = cid.multihash();
        if (key.isIdentity()) {
            return Optional.of(key.digest());
        }
        Path file = layout.file(key);
        Optional<byte[]> data = files.read(file);
        PendingBlock pending = data.isEmpty() ? inFlight.get(key) : null;
        if (pending != null && pending.isWritten()) {
            data = files.read(pending.temporary());
        }
        if (data.isEmpty() && pending != null) {
            data = files.read(file);
        }
        return data.filter(bytes -> bytes.length > 0 || key.verifies(NOTHING));
    }

    @Override
    public boolean has(Multihash key) throws IOException {
        return size(key).isPresent();
    }

    @Override
    public OptionalLong size(Multihash key) throws IOException {
        if (key.isIdentity()) {
            return OptionalLong.of(key.digestLength());
        }
        OptionalLong stored = storedSize(key, layout.file(key));
        if (stored.isPresent()) {
            return stored;
        }
        PendingBlock pending = inFlight.get(key);
        if (pending != null && pending.isWritten()) {
            return OptionalLong.of(pending.bytes());
        }
        return pending == null ? OptionalLong.empty() : storedSize(key, layout.file(key));
    }

    private OptionalLong storedSize(Multihash key, Path file) throws IOException {
        OptionalLong size = files.size(file);
        boolean missing = size.isPresent() && size.getAsLong() == 0 && !key.verifies(NOTHING);
        return missing ? OptionalLong.empty() : size;
    }

    @Override
    public WriteSession openSession() throws IOException {
        committer.ensureWritable();
        return new FlatfsSession(this, committer);
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
            if (storedSize(mine.key(), mine.target()).isPresent()) {
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

    private void becameDurable(List<PendingBlock> blocks) {
        for (PendingBlock block : blocks) {
            inFlight.remove(block.key(), block);
        }
        count.add(blocks.size());
        try {
            reserve.refresh();
        } catch (IOException e) {
            LOG.warn("free space is unknown, counting on from the last answer: error={}", e.toString());
        }
    }

    @Override
    public boolean deleteUnlessStampedSince(Multihash key, Instant time) throws IOException {
        committer.ensureWritable();
        if (key.isIdentity()) {
            return false;
        }
        Path file = layout.file(key);
        PendingBlock mine = new PendingBlock(key, file, file, 0, new BytesInFlight.Window());
        if (inFlight.putIfAbsent(key, mine) != null) {
            return false;
        }
        try {
            OptionalLong stamp = files.touchedAtMillis(file);
            boolean removed = stamp.isPresent() && stamp.getAsLong() < time.toEpochMilli() && files.delete(file);
            count.add(removed ? -1 : 0);
            return removed;
        } finally {
            giveUpClaim(mine, PendingBlock.GIVEN_UP);
        }
    }

    @Override
    public void forEachKey(KeyVisitor visitor) throws IOException {
        for (Path shard : layout.shards()) {
            for (String name : files.list(shard)) {
                Optional<Multihash> key = FlatfsKey.parseFileName(name);
                if (key.isPresent()
                        && storedSize(key.get(), shard.resolve(name)).isPresent()) {
                    visitor.key(key.get());
                }
            }
        }
    }

    @Override
    public long blockCount() {
        return count.value();
    }

    @Override
    public long freeBytes() {
        return reserve.freeBytes();
    }

    @Override
    public long reserveBytes() {
        return reserve.reserveBytes();
    }

    @Override
    public void close() throws IOException {
        committer.close();
        files.close();
    }
}
