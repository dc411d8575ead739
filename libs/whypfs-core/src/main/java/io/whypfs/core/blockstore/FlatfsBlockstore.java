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
import java.util.function.Supplier;
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

    private final FileLayer files;
    private final FlatfsLayout layout;
    private final DiskReserve reserve;
    private final BlockCount count;
    private final GroupCommitter committer;
    private final FlatfsWriter writer;

    /** Opens or creates the folder on the real disk. */
    public FlatfsBlockstore(Path blocks, BlockstoreOptions options) throws IOException {
        this(NioFileLayer.open(blocks), blocks, options);
    }

    /** Opens or creates the folder through a file layer, which the store closes. */
    public FlatfsBlockstore(FileLayer files, Path blocks, BlockstoreOptions options) throws IOException {
        this(files, blocks, options, RoundCompletions::start);
        committer.start();
    }

    private FlatfsBlockstore(
            FileLayer files, Path blocks, BlockstoreOptions options, Supplier<RoundCompletions> completions)
            throws IOException {
        this.files = files;
        this.layout = FlatfsLayout.open(files, blocks, options.shardForNew());
        this.reserve = new DiskReserve(files, options.reserveBytes());
        this.count = BlockCount.of(files, layout);
        BytesInFlight bytesInFlight = new BytesInFlight(options.sessionBytesInFlight(), options.totalBytesInFlight());
        this.committer = new GroupCommitter(
                files, blocks, options.writeBackBytes(), bytesInFlight, completions.get(), this::becameDurable);
        this.writer = new FlatfsWriter(files, layout, reserve, bytesInFlight, committer);
    }

    /** A store without threads: rounds run when {@link GroupCommitter#round} is called. */
    static FlatfsBlockstore stepped(FileLayer files, Path blocks, BlockstoreOptions options) throws IOException {
        return new FlatfsBlockstore(files, blocks, options, RoundCompletions::direct);
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
        PendingBlock pending = writer.written(key);
        Optional<byte[]> data = pending == null ? Optional.empty() : files.read(pending.temporary());
        if (data.isEmpty()) {
            data = files.read(layout.file(key));
        }
        return data.filter(bytes -> bytes.length > 0 || FlatfsLayout.isHashOfNothing(key));
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
        PendingBlock pending = writer.written(key);
        return pending == null ? layout.storedSize(key, layout.file(key)) : OptionalLong.of(pending.bytes());
    }

    @Override
    public WriteSession openSession() throws IOException {
        committer.ensureWritable();
        return new FlatfsSession(writer, committer);
    }

    private void becameDurable(List<PendingBlock> blocks) {
        writer.settled(blocks);
        count.add(blocks.size());
        try {
            reserve.refresh();
        } catch (IOException e) {
            LOG.warn("free space is unknown, counting on from the last answer: error={}", e.toString());
        }
    }

    @Override
    public boolean deleteUnlessStampedSince(Multihash key, Instant time) throws IOException {
        if (key.isIdentity()) {
            return false;
        }
        boolean deleted = writer.deleteUnlessStampedSince(key, time);
        count.add(deleted ? -1 : 0);
        return deleted;
    }

    @Override
    public void forEachKey(KeyVisitor visitor) throws IOException {
        for (Path shard : layout.shards()) {
            for (String name : files.list(shard)) {
                Optional<Multihash> key = FlatfsKey.parseFileName(name);
                if (key.isPresent()
                        && layout.storedSize(key.get(), shard.resolve(name)).isPresent()) {
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
