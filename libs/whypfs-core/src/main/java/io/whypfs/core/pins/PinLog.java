package io.whypfs.core.pins;

import io.whypfs.core.files.FileLayer;
import io.whypfs.core.pins.PinRecords.Change;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pins in one file that only grows, for nodes without a database: all pins are in memory, each change is a line at the end.
 *
 * <p>Opening reads the log, cuts off a last line that a crash left unfinished, and rewrites the file when most of it is
 * history. A broken line with whole ones after it is damage, not a crash, and is refused. After a failed write the log
 * only reads until it is opened anew.
 */
public final class PinLog implements PinStore {

    private static final int REWRITE_ABOVE_LINES = 1000;

    private record Key(String owner, Cid root) {
        static Key of(Pin pin) {
            return new Key(pin.owner(), pin.root());
        }
    }

    private final FileLayer files;
    private final Path log;
    private final Map<Key, Pin> pins = new LinkedHashMap<>();
    private @Nullable IOException failure;

    private PinLog(FileLayer files, Path log) {
        this.files = files;
        this.log = log;
    }

    /**
     * Opens or creates the log in a folder.
     *
     * @param files is closed with the log
     * @throws IOException when the log is damaged; the message names the line
     */
    public static PinLog open(FileLayer files, Path folder) throws IOException {
        files.makeDirectories(folder);
        PinLog opened = new PinLog(files, folder.resolve("log"));
        Optional<byte[]> content = files.read(opened.log);
        boolean whole = content.isPresent() && opened.replay(content.get());
        if (whole) {
            // A killed process may have left lines that are read now and not yet on the disk.
            files.sync(List.of(opened.log), opened.directories());
        } else {
            opened.rewrite();
        }
        return opened;
    }

    private List<Path> directories() {
        List<Path> directories = new ArrayList<>();
        for (Path parent = log.getParent(); parent != null && directories.size() < 2; parent = parent.getParent()) {
            directories.add(parent);
        }
        return directories;
    }

    /** Applies all lines; false when the file should be rewritten. */
    private boolean replay(byte[] content) throws IOException {
        String[] lines = new String(content, StandardCharsets.UTF_8).split("\n", -1);
        int last = lines.length - 1;
        for (int i = 0; i < last; i++) {
            Optional<List<Change>> changes = PinRecords.parse(lines[i]);
            if (changes.isPresent()) {
                apply(changes.get());
            } else if (i == last - 1 && lines[last].isEmpty() && lines[i].indexOf('\0') >= 0) {
                // The file grew by a whole line of which some pages never reached the disk.
                return false;
            } else {
                throw new IOException("The pin log " + log + " is damaged at line " + (i + 1)
                        + "; restore it from a copy, or remove that line and pin again what it held.");
            }
        }
        return lines[last].isEmpty() && (lines.length < REWRITE_ABOVE_LINES || lines.length < 2 * pins.size());
    }

    private void apply(List<Change> changes) {
        for (Change change : changes) {
            if (change.added()) {
                pins.put(Key.of(change.pin()), change.pin());
            } else {
                pins.remove(Key.of(change.pin()));
            }
        }
    }

    private void rewrite() throws IOException {
        Path fresh = log.resolveSibling("log.new");
        files.delete(fresh);
        List<Change> all =
                pins.values().stream().map(pin -> new Change(true, pin)).toList();
        files.write(fresh, all.isEmpty() ? new byte[0] : PinRecords.line(all));
        files.sync(List.of(fresh), List.of());
        files.rename(fresh, log);
        files.sync(List.of(log), directories());
    }

    @Override
    public synchronized void addAll(List<Pin> added) throws IOException {
        List<Change> changes = added.stream()
                .filter(pin -> !pin.equals(pins.get(Key.of(pin))))
                .map(pin -> new Change(true, pin))
                .toList();
        write(changes);
    }

    @Override
    public synchronized boolean remove(String owner, Cid root) throws IOException {
        Pin pin = pins.get(new Key(owner, root));
        if (pin == null) {
            return false;
        }
        write(List.of(new Change(false, pin)));
        return true;
    }

    private void write(List<Change> changes) throws IOException {
        if (failure != null) {
            throw new IOException(
                    "The pin log " + log + " only reads since a write failed: " + failure.getMessage()
                            + " Check the disk, then start again.",
                    failure);
        }
        if (changes.isEmpty()) {
            return;
        }
        try {
            files.append(log, PinRecords.line(changes));
            files.sync(List.of(log), List.of());
        } catch (IOException e) {
            failure = e;
            throw e;
        }
        apply(changes);
    }

    @Override
    public synchronized List<Pin> ofOwner(String owner) {
        return pins.values().stream().filter(pin -> pin.owner().equals(owner)).toList();
    }

    @Override
    public synchronized boolean isRoot(Cid root) {
        return pins.values().stream().anyMatch(pin -> pin.root().equals(root));
    }

    @Override
    public synchronized List<Pin> all() {
        return List.copyOf(pins.values());
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
