package io.whypfs.core.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down, in order, what a store asks of the layer below. */
public final class CountingFileLayer implements FileLayer {

    private final FileLayer below;
    private final List<String> calls = new CopyOnWriteArrayList<>();

    public CountingFileLayer(FileLayer below) {
        this.below = below;
    }

    /** Calls of {@code write}, {@code rename} and {@code sync} since the last {@link #forget}. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    public void forget() {
        calls.clear();
    }

    @Override
    public void write(Path file, byte[] data) throws IOException {
        calls.add("write");
        below.write(file, data);
    }

    @Override
    public void append(Path file, byte[] data) throws IOException {
        below.append(file, data);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        calls.add("rename");
        below.rename(from, to);
    }

    @Override
    public Optional<byte[]> read(Path file) throws IOException {
        return below.read(file);
    }

    @Override
    public OptionalLong size(Path file) throws IOException {
        return below.size(file);
    }

    @Override
    public void touch(Path file) throws IOException {
        calls.add("touch");
        below.touch(file);
    }

    @Override
    public OptionalLong touchedAtMillis(Path file) throws IOException {
        return below.touchedAtMillis(file);
    }

    @Override
    public boolean delete(Path file) throws IOException {
        return below.delete(file);
    }

    @Override
    public void deleteTree(Path directory) throws IOException {
        below.deleteTree(directory);
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        return below.list(directory);
    }

    @Override
    public void makeDirectories(Path directory) throws IOException {
        below.makeDirectories(directory);
    }

    @Override
    public void protect(Path file) throws IOException {
        below.protect(file);
    }

    @Override
    public void sync(Collection<Path> files, Collection<Path> directories) throws IOException {
        calls.add("sync");
        below.sync(files, directories);
    }

    @Override
    public long freeBytes() throws IOException {
        return below.freeBytes();
    }

    @Override
    public void close() throws IOException {
        below.close();
    }
}
