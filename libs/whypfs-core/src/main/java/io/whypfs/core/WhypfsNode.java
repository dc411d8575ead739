package io.whypfs.core;

import io.whypfs.core.blockstore.Blockstore;
import io.whypfs.core.blockstore.RoundListener;
import io.whypfs.core.blockstore.WriteSession;
import io.whypfs.core.dag.DagService;
import io.whypfs.core.dag.DagStat;
import io.whypfs.core.pins.Pin;
import io.whypfs.core.pins.PinStore;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.car.CarReader;
import io.whypfs.ipld.car.CarWriter;
import io.whypfs.ipld.unixfs.DirectoryImport;
import io.whypfs.ipld.unixfs.FileImport;
import io.whypfs.ipld.unixfs.ImportProfile;
import io.whypfs.ipld.unixfs.UnixFsEntry;
import io.whypfs.ipld.unixfs.UnixFsImporter;
import io.whypfs.ipld.unixfs.UnixFsReader;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * An IPFS node in this process: a folder of blocks, pins, and files made of them.
 *
 * <p>What an adding method returned is durable and pinned. Pins of this node have the owner {@value #OWNER}. It does not
 * talk to other peers. Safe for use by any thread.
 */
public final class WhypfsNode implements AutoCloseable {

    /** Owner of the pins that this node sets. */
    public static final String OWNER = "local";

    private static final int BUFFER_BYTES = 256 * 1024;

    private final RepositoryFolder folder;
    private final Blockstore store;
    private final PinStore pins;
    private final RoundListener<List<Pin>> pinWriter;
    private final DagService dags;
    private final ImportProfile profile;

    WhypfsNode(RepositoryFolder folder, Blockstore store, PinStore pins, ImportProfile profile) {
        this.folder = folder;
        this.store = store;
        this.pins = pins;
        this.pinWriter =
                rounds -> pins.addAll(rounds.stream().flatMap(List::stream).toList());
        this.dags = new DagService(store);
        this.profile = profile;
    }

    /** A node over this folder, which is created when absent. */
    public static WhypfsNodeBuilder builder(Path folder) {
        return new WhypfsNodeBuilder(folder);
    }

    /** Adds one file, whose stream is read to its end and not closed. */
    public Cid add(InputStream file) throws IOException {
        try (WriteSession session = store.openSession()) {
            Cid root = importFile(new UnixFsImporter(profile, session), file).cid();
            pinWhenDurable(session, List.of(root));
            return root;
        }
    }

    /**
     * Adds a folder of the disk with all regular files below it, hidden ones too. Empty folders are left out.
     *
     * @throws IOException when something below it is neither a file nor a folder, such as a symbolic link
     */
    public Cid addDirectory(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.sorted().toList();
        }
        try (WriteSession session = store.openSession()) {
            UnixFsImporter importer = new UnixFsImporter(profile, session);
            DirectoryImport tree = new DirectoryImport(profile, session);
            for (Path path : paths) {
                if (Files.isSymbolicLink(path) || !Files.isRegularFile(path) && !Files.isDirectory(path)) {
                    throw new IOException(path + " is neither a file nor a folder and cannot be added; leave it out.");
                }
                if (Files.isRegularFile(path)) {
                    try (InputStream in = Files.newInputStream(path)) {
                        tree.add(nameBelow(directory, path), importFile(importer, in));
                    }
                }
            }
            Cid root = tree.finish().cid();
            pinWhenDurable(session, List.of(root));
            return root;
        }
    }

    private static String nameBelow(Path directory, Path path) {
        List<String> segments = new ArrayList<>();
        directory.relativize(path).forEach(segment -> segments.add(segment.toString()));
        return String.join("/", segments);
    }

    private static UnixFsEntry importFile(UnixFsImporter importer, InputStream in) throws IOException {
        FileImport file = importer.newFile();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            file.write(buffer, 0, read);
        }
        return file.finish();
    }

    /** The bytes of a file. Blocks are read as the stream is; a missing one fails it there. */
    public InputStream cat(Cid file) throws IOException {
        return new UnixFsReader(store).read(file, 0, Long.MAX_VALUE);
    }

    /** The bytes of one block. */
    public Optional<byte[]> block(Cid cid) throws IOException {
        return store.get(cid);
    }

    public boolean has(Cid cid) throws IOException {
        return store.has(cid.multihash());
    }

    /** Size of a whole DAG that is here. */
    public DagStat stat(Cid root) throws IOException {
        return dags.stat(root);
    }

    /**
     * Keeps a DAG that is here.
     *
     * @throws io.whypfs.ipld.unixfs.MissingBlockException when a block of it is not here; nothing is pinned then
     */
    public void pin(Cid root) throws IOException {
        try (WriteSession session = store.openSession()) {
            dags.keep(root, session);
            pinWhenDurable(session, List.of(root));
        }
    }

    /** Ends a pin; false when there was none. The blocks stay until they are collected. */
    public boolean unpin(Cid root) throws IOException {
        return pins.remove(OWNER, root);
    }

    /** Roots that this node keeps. */
    public List<Cid> pinned() throws IOException {
        return pins.ofOwner(OWNER).stream().map(Pin::root).toList();
    }

    /**
     * Takes the blocks of a CAR and pins its roots.
     *
     * @return the roots
     * @throws io.whypfs.ipld.unixfs.MissingBlockException when the DAG below a root is not whole; nothing is pinned then
     * @throws io.whypfs.ipld.car.CarException when the archive is broken
     */
    public List<Cid> importCar(InputStream car) throws IOException {
        try (WriteSession session = store.openSession()) {
            CarReader reader = new CarReader(car);
            for (Optional<Block> block = reader.next(); block.isPresent(); block = reader.next()) {
                session.put(block.get());
            }
            for (Cid root : reader.roots()) {
                dags.keep(root, session);
            }
            pinWhenDurable(session, reader.roots());
            return reader.roots();
        }
    }

    /** Writes a DAG as CARv1, each block once. The stream is not closed. */
    public void exportCar(Cid root, OutputStream out) throws IOException {
        CarWriter writer = new CarWriter(out, List.of(root));
        dags.walk(root, writer);
    }

    private void pinWhenDurable(WriteSession session, List<Cid> roots) throws IOException {
        List<Pin> wanted = roots.stream()
                .map(root -> new Pin(OWNER, root, Pin.Kind.RECURSIVE))
                .toList();
        try {
            session.durable(pinWriter, wanted).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause
                    ? cause
                    : new IOException("The pins could not be written.", e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while blocks were on their way to the disk.");
        }
    }

    /** Makes everything durable and lets go of the folder. */
    @Override
    public void close() throws IOException {
        store.close();
        pins.close();
        folder.close();
    }
}
