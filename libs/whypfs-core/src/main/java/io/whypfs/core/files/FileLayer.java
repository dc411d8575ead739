package io.whypfs.core.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The file operations a store is made of, few enough to be modelled with every crash they allow.
 *
 * <p>Nothing is promised to survive a crash before {@link #sync} returned: contents may be cut or empty, and each change
 * of a name may or may not have happened. Absence is a value, not a failure. Safe for use by any thread.
 */
public interface FileLayer extends AutoCloseable {

    /**
     * Creates a file with these bytes.
     *
     * @throws java.nio.file.FileAlreadyExistsException when the name is taken
     */
    void write(Path file, byte[] data) throws IOException;

    /** Adds bytes at the end of a file, creating it when absent. */
    void append(Path file, byte[] data) throws IOException;

    /** Gives a file another name in one step, replacing what had that name. */
    void rename(Path from, Path to) throws IOException;

    Optional<byte[]> read(Path file) throws IOException;

    /** The length in bytes of a regular file; empty when there is none. */
    OptionalLong size(Path file) throws IOException;

    /** Sets the time of last change to now. */
    void touch(Path file) throws IOException;

    /** The time of last change in milliseconds since 1970; empty when there is no such file. */
    OptionalLong touchedAtMillis(Path file) throws IOException;

    /** Removes a file; false when it was absent. */
    boolean delete(Path file) throws IOException;

    /** Removes a directory and all below it; an absent one is fine. */
    void deleteTree(Path directory) throws IOException;

    /** Names in a directory, in no order; none when it is absent or no directory. */
    List<String> list(Path directory) throws IOException;

    /** Creates a directory and its parents; one that exists is fine. */
    void makeDirectories(Path directory) throws IOException;

    /** Takes the right to write a file away, as a hint to people. */
    void protect(Path file) throws IOException;

    /**
     * Makes durable at least the contents of these files and the names in these directories. A layer that syncs the whole
     * file system at once makes everything durable and does not look at the lists.
     *
     * @throws IOException when the disk reports an error; what was written since the last sync may then be lost
     */
    void sync(Collection<Path> files, Collection<Path> directories) throws IOException;

    /** Bytes that may still be written to the file system. */
    long freeBytes() throws IOException;

    @Override
    void close() throws IOException;
}
