package io.whypfs.corenode.ingest;

import io.whypfs.corenode.multipart.MultipartReader;
import io.whypfs.corenode.multipart.PartHead;
import io.whypfs.corenode.text.Escaped;
import io.whypfs.ipld.block.BlockSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one form: files become blocks as they pass, other fields are kept. Used once. */
final class MultipartUpload {

    private final UploadLimits limits;
    private final String filePart;
    private final FileIntake intake;
    private final List<Tree.ReceivedFile> files = new ArrayList<>();
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Set<String> otherParts = new LinkedHashSet<>();
    private int fieldCount;

    MultipartUpload(UploadRequest request, UploadLimits limits, BlockSink sink, String filePart) {
        this.limits = limits;
        this.filePart = filePart;
        this.intake = new FileIntake(request, sink);
    }

    /**
     * Reads to the closing boundary.
     *
     * @throws io.whypfs.corenode.multipart.MultipartException when the form is malformed or ends early
     * @throws io.whypfs.kit.problem.ProblemException {@code no-file-part}, {@code bad-name}, {@code too-large}
     */
    void read(InputStream body, String contentType) throws IOException {
        MultipartReader reader = new MultipartReader(body, contentType);
        for (Optional<PartHead> part = reader.nextPart(); part.isPresent(); part = reader.nextPart()) {
            PartHead head = part.get();
            if (head.name().equals(filePart) && head.fileName().isPresent()) {
                readFile(reader, head.fileName().get());
            } else {
                readField(reader, head);
            }
        }
        if (files.isEmpty()) {
            throw Refusals.noFilePart(filePart, otherParts);
        }
    }

    private void readFile(MultipartReader reader, String fileName) throws IOException {
        EntryPath path = EntryPath.parse(fileName);
        if (files.size() == limits.maxFiles()) {
            throw Refusals.badMultipart("The form has more than " + limits.maxFiles()
                    + " files. Send them as a CAR, or in several uploads.");
        }
        reader.forwardBody(intake::write);
        files.add(new Tree.ReceivedFile(path, intake.finish()));
    }

    private void readField(MultipartReader reader, PartHead head) throws IOException {
        if (++fieldCount > limits.maxFields()) {
            throw Refusals.badMultipart("The form has more than " + limits.maxFields() + " fields beside its files.");
        }
        otherParts.add(head.name());
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        reader.forwardBody((bytes, offset, length) -> {
            if (value.size() + length > limits.maxFieldBytes()) {
                throw Refusals.badMultipart("The form's field '" + Escaped.of(head.name()) + "' is longer than "
                        + limits.maxFieldBytes() + " bytes. A file is a part named '" + filePart
                        + "' that carries a file name.");
            }
            value.write(bytes, offset, length);
        });
        fields.put(head.name(), value.toString(StandardCharsets.UTF_8));
    }

    List<Tree.ReceivedFile> files() {
        return files;
    }

    Map<String, String> fields() {
        return fields;
    }
}
