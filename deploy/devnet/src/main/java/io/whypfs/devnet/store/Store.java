package io.whypfs.devnet.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All tables, their lock and their journal.
 *
 * <p>A line of the journal is a JSON array of changes {@code [table, key, row or null]}; it ends with a line feed. The
 * file is written anew when it has grown to several times what the rows need.
 */
public final class Store implements AutoCloseable {

    private static final int EPOCHS_KEPT = 64;
    private static final long SMALL = 16L << 20;
    private static final int GROWTH = 4;
    private final ObjectMapper json = JsonMapper.builder()
            // The components of a record, not what it can say about itself.
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .build();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Table<?>> tables = new LinkedHashMap<>();
    private final Map<Table<?>, Set<String>> dirty = new LinkedHashMap<>();
    private final Deque<Map<Table<?>, Map<String, Was>>> epochs = new ArrayDeque<>();
    private final Path file;
    private @Nullable FileChannel journal;
    private long compactSize;
    /** While rows are put back, the epoch before must not take that for changes of its own. */
    private boolean restoring;

    /** What a row was before; null for no row. */
    private record Was(@Nullable Object row) {}

    /** @param folder made when missing */
    public Store(Path folder) throws IOException {
        Files.createDirectories(folder);
        this.file = folder.resolve("devnet.journal");
    }

    /** @param ofTheChain whether a reorganisation takes changes back */
    public <V> Table<V> table(String name, Class<V> type, boolean ofTheChain) {
        Table<V> table = new Table<>(this, name, type, ofTheChain);
        tables.put(name, table);
        return table;
    }

    /** Reads the journal into the tables, which must all be known by now. */
    public void open() throws IOException {
        if (Files.exists(file)) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    // A kill in the middle of a write leaves at most the last line without its end.
                    if (line.endsWith("]]")) {
                        load(json.readTree(line));
                    }
                }
            }
        }
        compact();
    }

    private void load(JsonNode changes) throws IOException {
        for (JsonNode change : changes) {
            Table<?> table = tables.get(change.get(0).asText());
            if (table != null) {
                load(table, change.get(1).asText(), change.get(2));
            }
        }
    }

    private <V> void load(Table<V> table, String key, JsonNode row) throws IOException {
        table.load(key, row.isNull() ? null : json.treeToValue(row, table.type()));
    }

    /** Runs a change under the lock, and returns when it is on disk. */
    public <T extends @Nullable Object> T change(Supplier<T> change) {
        return locked(change, true);
    }

    /** As {@link #change}, without waiting for the disk: a kill keeps it, only a power cut would not. */
    public void tick(Runnable change) {
        locked(
                () -> {
                    change.run();
                    return true;
                },
                false);
    }

    private <T extends @Nullable Object> T locked(Supplier<T> change, boolean force) {
        lock.lock();
        try {
            T result = change.get();
            if (lock.getHoldCount() == 1) {
                commit(force);
            }
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** Runs a reading under the lock. */
    public <T extends @Nullable Object> T read(Supplier<T> reading) {
        lock.lock();
        try {
            return reading.get();
        } finally {
            lock.unlock();
        }
    }

    /** What changes from now on belongs to a new epoch. */
    public void beginEpoch() {
        epochs.push(new HashMap<>());
        if (epochs.size() > EPOCHS_KEPT) {
            epochs.removeLast();
        }
    }

    /** Takes back the last epochs' changes of the chain's tables. @return how many epochs could be taken back */
    public int takeBack(int count) {
        int done = 0;
        while (done < count && !epochs.isEmpty()) {
            Map<Table<?>, Map<String, Was>> changes = new HashMap<>(epochs.pop());
            restoring = true;
            changes.forEach((table, rows) -> rows.forEach((key, was) -> table.restore(key, was.row())));
            restoring = false;
            done++;
        }
        return done;
    }

    void changed(Table<?> table, String key, @Nullable Object old) {
        if (!lock.isHeldByCurrentThread() && journal != null) {
            throw new IllegalStateException("rows change inside change() or tick()");
        }
        dirty.computeIfAbsent(table, t -> new LinkedHashSet<>()).add(key);
        if (table.isOfTheChain() && !restoring && !epochs.isEmpty()) {
            epochs.getFirst().computeIfAbsent(table, t -> new HashMap<>()).putIfAbsent(key, new Was(old));
        }
    }

    private void commit(boolean force) {
        if (dirty.isEmpty()) {
            return;
        }
        ArrayNode line = json.createArrayNode();
        dirty.forEach((table, keys) -> keys.forEach(key -> line.add(change(table, key))));
        dirty.clear();
        try {
            FileChannel to = journal;
            if (to == null) {
                throw new IllegalStateException("the store is closed");
            }
            append(to, line);
            if (force) {
                to.force(false);
            }
            if (to.size() > Math.max(SMALL, GROWTH * compactSize)) {
                compact();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be written", e);
        }
    }

    private ArrayNode change(Table<?> table, String key) {
        return json.createArrayNode().add(table.name()).add(key).add(json.valueToTree(table.raw(key)));
    }

    private void append(FileChannel to, ArrayNode line) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(json.writeValueAsString(line) + "\n");
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    private void compact() throws IOException {
        Path fresh = file.resolveSibling("devnet.journal.new");
        FileChannel to = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        for (Table<?> table : tables.values()) {
            for (String key : table.keys()) {
                append(to, json.createArrayNode().add(change(table, key)));
            }
        }
        to.force(true);
        compactSize = to.size();
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (journal != null) {
            journal.close();
        }
        journal = to;
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (journal != null) {
                journal.close();
                journal = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
