package io.whypfs.core.blockstore;

import io.whypfs.ipld.block.Block;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multihash;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Blocks in memory, for tests and short-lived nodes. What is put counts as durable at once. */
public final class MemoryBlockstore implements Blockstore {

    private record Entry(byte[] data, Instant stamp) {}

    private final ConcurrentHashMap<Multihash, Entry> entries = new ConcurrentHashMap<>();
    private final Clock clock;

    public MemoryBlockstore() {
        this(Clock.systemUTC());
    }

    public MemoryBlockstore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> get(Cid cid) {
        Multihash key = cid.multihash();
        return key.isIdentity()
                ? Optional.of(key.digest())
                : Optional.ofNullable(entries.get(key)).map(Entry::data);
    }

    @Override
    public boolean has(Multihash key) {
        return key.isIdentity() || entries.containsKey(key);
    }

    @Override
    public OptionalLong size(Multihash key) {
        if (key.isIdentity()) {
            return OptionalLong.of(key.digestLength());
        }
        Entry entry = entries.get(key);
        return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.data().length);
    }

    @Override
    public WriteSession openSession() {
        return new MemorySession();
    }

    @Override
    public boolean deleteUnlessStampedSince(Multihash key, Instant time) {
        Entry entry = entries.get(key);
        return entry != null && entry.stamp().isBefore(time) && entries.remove(key, entry);
    }

    @Override
    public void forEachKey(KeyVisitor visitor) throws IOException {
        for (Multihash key : entries.keySet()) {
            visitor.key(key);
        }
    }

    @Override
    public long blockCount() {
        return entries.size();
    }

    @Override
    public long freeBytes() {
        return Runtime.getRuntime().maxMemory();
    }

    @Override
    public long reserveBytes() {
        return 0;
    }

    @Override
    public void close() {
        entries.clear();
    }

    private final class MemorySession implements WriteSession {

        private volatile boolean closed;

        @Override
        public void put(Block block) {
            ensureOpen();
            if (!block.cid().isIdentity()) {
                entries.put(block.cid().multihash(), new Entry(block.data(), clock.instant()));
            }
        }

        @Override
        public boolean keep(Multihash key) {
            ensureOpen();
            return key.isIdentity()
                    || entries.computeIfPresent(key, (_, entry) -> new Entry(entry.data(), clock.instant())) != null;
        }

        @Override
        public CompletableFuture<Void> durable() {
            ensureOpen();
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public <T> CompletableFuture<Void> durable(RoundListener<T> listener, T item) {
            ensureOpen();
            try {
                listener.onDurable(List.of(item));
                return CompletableFuture.completedFuture(null);
            } catch (Exception e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        private void ensureOpen() {
            if (closed) {
                throw new IllegalStateException("The write session is closed.");
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
