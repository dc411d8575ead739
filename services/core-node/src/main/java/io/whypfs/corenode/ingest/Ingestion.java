package io.whypfs.corenode.ingest;

import io.whypfs.core.blockstore.Blockstore;
import io.whypfs.core.blockstore.RoundListener;
import io.whypfs.core.blockstore.WriteSession;
import io.whypfs.corenode.http.UnavailableException;
import io.whypfs.corenode.pins.Pin;
import io.whypfs.ipld.unixfs.UnixFsEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/** Runs uploads: from a stream of bytes to blocks that are durable and pinned. Safe for use by any thread. */
final class Ingestion {

    private final Blockstore store;
    private final RoundListener<Pin> pins;
    private final UUID coreId;
    private final UploadLimits limits;
    private final IngestMetrics metrics;

    Ingestion(Blockstore store, RoundListener<Pin> pins, UUID coreId, UploadLimits limits, IngestMetrics metrics) {
        this.store = store;
        this.pins = pins;
        this.coreId = coreId;
        this.limits = limits;
        this.metrics = metrics;
    }

    /** Stores a form's files. Fails as {@link MultipartUpload} and the store do. */
    Stored multipart(UploadRequest request, InputStream body, String contentType, String part) throws IOException {
        try (WriteSession session = store.openSession()) {
            Tally tally = new Tally(session);
            MultipartUpload upload = new MultipartUpload(request, limits, tally, part);
            upload.read(body, contentType);
            Tree tree = Tree.of(request.profile(), upload.files(), tally);
            return complete(session, request, tree, tally, upload.fields());
        }
    }

    /** Stores a body that is one file. */
    Stored plain(UploadRequest request, InputStream body, EntryPath name) throws IOException {
        try (WriteSession session = store.openSession()) {
            Tally tally = new Tally(session);
            FileIntake intake = new FileIntake(request, tally);
            byte[] piece = new byte[FileIntake.PIECE];
            for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
                intake.write(piece, 0, count);
            }
            UnixFsEntry entry = intake.finish();
            Tree tree = Tree.of(request.profile(), List.of(new Tree.ReceivedFile(name, entry)), tally);
            return complete(session, request, tree, tally, Map.of());
        }
    }

    /** Stores a CAR. Fails as {@link CarUpload} and the store do. */
    Stored car(long content, long maxBytes, InputStream body) throws IOException {
        try (WriteSession session = store.openSession()) {
            CarUpload upload = new CarUpload(store, session, maxBytes);
            CarUpload.Archive archive = upload.read(body);
            Pin pin = new Pin(
                    content,
                    archive.root(),
                    "car",
                    archive.fileBytes(),
                    archive.tally().dagBytes(),
                    archive.tally().carBytes(archive.root()),
                    archive.tally().blockCount());
            awaitPinned(session, pin);
            return stored(pin, "", List.of(), Map.of());
        }
    }

    private Stored complete(
            WriteSession session, UploadRequest request, Tree tree, Tally tally, Map<String, String> fields)
            throws IOException {
        Pin pin = new Pin(
                request.content(),
                tree.root().cid(),
                tree.kind(),
                tree.root().fileBytes(),
                tally.dagBytes(),
                tally.carBytes(tree.root().cid()),
                tally.blockCount());
        awaitPinned(session, pin);
        return stored(pin, tree.name(), tree.listed(), fields);
    }

    private Stored stored(Pin pin, String name, List<Stored.StoredFile> files, Map<String, String> fields) {
        metrics.onStored(pin);
        return new Stored(
                pin.root().toString(),
                pin.kind(),
                name,
                pin.fileBytes(),
                pin.dagBytes(),
                pin.blockCount(),
                pin.carBytes(),
                coreId,
                files,
                fields);
    }

    private void awaitPinned(WriteSession session, Pin pin) throws IOException {
        try {
            session.durable(pins, pin).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException disk) {
                throw disk;
            }
            throw new UnavailableException(
                    "The pin of content " + pin.contentId()
                            + " could not be written, because PostgreSQL does not answer. Send the upload again.",
                    e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while an upload was on its way to the disk.");
        }
    }
}
