package io.whypfs.core.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that keeps, at a power loss, only what was synced.
 *
 * <p>Every name remembers all it pointed to since its directory was synced, and a power loss picks any of these, each name
 * on its own. Unsynced bytes come back whole, cut, empty or as zeros. That is harsher than common file systems, which is
 * the point. A crash is planned by the index of a changing operation.
 */
public final class ForgetfulFileLayer implements FileLayer {

    /** Thrown by the operation at which the power goes, and by all after it. */
    public static final class PowerLoss extends IOException {
        PowerLoss() {
            super("power loss");
        }
    }

    /** What a sync makes durable. */
    public enum SyncKind {
        /** As {@code syncfs}. */
        EVERYTHING,
        /** As {@code fsync} of each: only what is named. */
        ONLY_NAMED
    }

    /** A sync that lies, to see that the checks notice. */
    public enum Flaw {
        NONE,
        FORGETS_DATA,
        FORGETS_NAMES,
        EVERY_SECOND_SYNC_DOES_NOTHING,
        FIRST_SYNC_DOES_NOTHING
    }

    private static final class Node {
        private byte[] data = new byte[0];
        private byte @Nullable [] synced;
        private boolean directory;
        private long touchedAt;

        private Node copy() {
            Node copy = new Node();
            copy.data = data;
            copy.synced = synced;
            copy.directory = directory;
            copy.touchedAt = touchedAt;
            return copy;
        }
    }

    private final Path root;
    private final SyncKind kind;
    private final Flaw flaw;
    private final Random random;
    private final TreeMap<Path, Node> live = new TreeMap<>();

    /** For names changed since the last sync: the durable value first, then each later one; null is absence. */
    private final Map<Path, List<@Nullable Node>> unsyncedNames = new HashMap<>();

    private int crashAt = Integer.MAX_VALUE;
    private boolean dead;
    private int operations;
    private int syncs;
    private long clock;
    private long freeBytes = Long.MAX_VALUE / 2;

    public ForgetfulFileLayer(Path root, SyncKind kind, Flaw flaw, long seed) {
        this.root = root;
        this.kind = kind;
        this.flaw = flaw;
        this.random = new Random(seed);
        Node directory = new Node();
        directory.directory = true;
        live.put(root, directory);
    }

    /** Plans a power loss at the changing operation of that index, counted from 0 in this layer's life. */
    public synchronized ForgetfulFileLayer crashAt(int operation) {
        crashAt = operation;
        return this;
    }

    public synchronized int operations() {
        return operations;
    }

    public synchronized int syncs() {
        return syncs;
    }

    public synchronized void freeBytes(long bytes) {
        freeBytes = bytes;
    }

    /** The disk as the machine finds it after a power loss. */
    public synchronized ForgetfulFileLayer afterPowerLoss(Flaw flawThen, long seed) {
        Random outcome = new Random(seed);
        ForgetfulFileLayer next = new ForgetfulFileLayer(root, kind, flawThen, seed);
        TreeMap<Path, Node> survivors = new TreeMap<>(live);
        unsyncedNames.forEach((path, values) -> {
            Node picked = values.get(outcome.nextInt(values.size()));
            if (picked == null) {
                survivors.remove(path);
            } else {
                survivors.put(path, picked);
            }
        });
        Map<Node, Node> copies = new HashMap<>();
        survivors.forEach((path, node) -> {
            if (next.isDirectory(path.getParent())) {
                next.live.put(path, copies.computeIfAbsent(node, lost -> afterPowerLoss(lost, outcome)));
            }
        });
        return next;
    }

    /** The disk as a new process finds it when only the old process was killed: all is there, synced or not. */
    public synchronized ForgetfulFileLayer afterKill(Flaw flawThen, long seed) {
        ForgetfulFileLayer next = new ForgetfulFileLayer(root, kind, flawThen, seed);
        Map<Node, Node> copies = new HashMap<>();
        next.live.clear();
        live.forEach((path, node) -> next.live.put(path, copies.computeIfAbsent(node, Node::copy)));
        unsyncedNames.forEach((path, values) -> next.unsyncedNames.put(
                path,
                values.stream()
                        .map(node -> node == null ? null : copies.computeIfAbsent(node, Node::copy))
                        .collect(Collectors.toCollection(ArrayList::new))));
        return next;
    }

    private static Node afterPowerLoss(Node node, Random outcome) {
        Node copy = node.copy();
        if (!node.directory && !Arrays.equals(node.data, node.synced)) {
            // Appending never loses what was synced before.
            int kept = node.synced == null ? 0 : node.synced.length;
            copy.data = switch (outcome.nextInt(4)) {
                case 0 -> Arrays.copyOf(node.data, kept);
                case 1 -> Arrays.copyOf(node.data, kept + outcome.nextInt(node.data.length - kept + 1));
                case 2 -> Arrays.copyOf(Arrays.copyOf(node.data, kept), node.data.length);
                default -> node.data;
            };
        }
        copy.synced = copy.data;
        return copy;
    }

    private boolean isDirectory(@Nullable Path path) {
        Node node = path == null ? null : live.get(path);
        return node != null && node.directory;
    }

    private interface Change {
        void apply() throws IOException;
    }

    private void change(Change change) throws IOException {
        ensureAlive();
        if (operations++ == crashAt) {
            dead = true;
            if (random.nextBoolean()) {
                change.apply();
            }
            throw new PowerLoss();
        }
        change.apply();
    }

    private void ensureAlive() throws PowerLoss {
        if (dead) {
            throw new PowerLoss();
        }
    }

    private void setName(Path path, @Nullable Node node) {
        unsyncedNames
                .computeIfAbsent(path, _ -> new ArrayList<>(Arrays.asList(live.get(path))))
                .add(node);
        if (node == null) {
            live.remove(path);
        } else {
            live.put(path, node);
        }
    }

    private void requireParent(Path path) throws NoSuchFileException {
        if (!isDirectory(path.getParent())) {
            throw new NoSuchFileException(path.toString());
        }
    }

    @Override
    public synchronized void write(Path file, byte[] data) throws IOException {
        change(() -> {
            requireParent(file);
            if (live.containsKey(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Node node = new Node();
            node.data = data.clone();
            node.touchedAt = ++clock;
            setName(file, node);
        });
    }

    @Override
    public synchronized void append(Path file, byte[] data) throws IOException {
        change(() -> {
            requireParent(file);
            Node node = live.get(file);
            if (node == null) {
                node = new Node();
                setName(file, node);
            }
            byte[] longer = Arrays.copyOf(node.data, node.data.length + data.length);
            System.arraycopy(data, 0, longer, node.data.length, data.length);
            node.data = longer;
            node.touchedAt = ++clock;
        });
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        change(() -> {
            requireParent(to);
            Node node = live.get(from);
            if (node == null) {
                throw new NoSuchFileException(from.toString());
            }
            setName(to, node);
            setName(from, null);
        });
    }

    @Override
    public synchronized Optional<byte[]> read(Path file) throws IOException {
        ensureAlive();
        Node node = live.get(file);
        return node == null || node.directory ? Optional.empty() : Optional.of(node.data.clone());
    }

    @Override
    public synchronized OptionalLong size(Path file) throws IOException {
        ensureAlive();
        Node node = live.get(file);
        return node == null || node.directory ? OptionalLong.empty() : OptionalLong.of(node.data.length);
    }

    @Override
    public synchronized void touch(Path file) throws IOException {
        ensureAlive();
        Node node = live.get(file);
        if (node == null) {
            throw new NoSuchFileException(file.toString());
        }
        node.touchedAt = ++clock;
    }

    @Override
    public synchronized OptionalLong touchedAtMillis(Path file) throws IOException {
        ensureAlive();
        Node node = live.get(file);
        return node == null ? OptionalLong.empty() : OptionalLong.of(node.touchedAt);
    }

    @Override
    public synchronized boolean delete(Path file) throws IOException {
        boolean present = live.containsKey(file);
        change(() -> {
            if (live.containsKey(file)) {
                setName(file, null);
            }
        });
        return present;
    }

    @Override
    public synchronized void deleteTree(Path directory) throws IOException {
        change(() -> {
            for (Path path : List.copyOf(live.keySet())) {
                if (path.startsWith(directory)) {
                    setName(path, null);
                }
            }
        });
    }

    @Override
    public synchronized List<String> list(Path directory) throws IOException {
        ensureAlive();
        return live.keySet().stream()
                .filter(path -> directory.equals(path.getParent()))
                .map(path -> path.getFileName().toString())
                .toList();
    }

    @Override
    public synchronized void makeDirectories(Path directory) throws IOException {
        change(() -> {
            List<Path> missing = new ArrayList<>();
            for (Path path = directory; !isDirectory(path); path = path.getParent()) {
                missing.addFirst(path);
            }
            for (Path path : missing) {
                Node node = new Node();
                node.directory = true;
                setName(path, node);
            }
        });
    }

    @Override
    public synchronized void protect(Path file) throws IOException {
        ensureAlive();
    }

    @Override
    public synchronized void sync(Collection<Path> files, Collection<Path> directories) throws IOException {
        ensureAlive();
        if (operations++ == crashAt) {
            dead = true;
            throw new PowerLoss();
        }
        syncs++;
        if (flaw == Flaw.EVERY_SECOND_SYNC_DOES_NOTHING && syncs % 2 == 0
                || flaw == Flaw.FIRST_SYNC_DOES_NOTHING && syncs == 1) {
            return;
        }
        boolean all = kind == SyncKind.EVERYTHING;
        if (flaw != Flaw.FORGETS_DATA) {
            for (Path file : all ? List.copyOf(live.keySet()) : files) {
                Node node = live.get(file);
                if (node == null) {
                    throw new NoSuchFileException(file.toString());
                }
                node.synced = node.data;
            }
        }
        if (flaw != Flaw.FORGETS_NAMES) {
            Set<Path> synced = new HashSet<>(directories);
            unsyncedNames.keySet().removeIf(path -> all || synced.contains(path.getParent()));
        }
    }

    @Override
    public synchronized long freeBytes() throws IOException {
        ensureAlive();
        return freeBytes;
    }

    @Override
    public void close() {
        // Memory only.
    }
}
