package io.whypfs.corenode.multipart;

import io.whypfs.corenode.text.Escaped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the header lines of one part up to the empty line, at most 16 KiB of them. */
final class PartHeadReader {

    static final int LONGEST_HEAD = 16 * 1024;

    private final Window window;
    private int headBytes;

    PartHeadReader(Window window) {
        this.window = window;
    }

    PartHead read() throws IOException {
        List<String> lines = unfold();
        Optional<String> encoding = header(lines, "content-transfer-encoding");
        if (encoding.isPresent()
                && !List.of("7bit", "8bit", "binary").contains(encoding.get().toLowerCase(Locale.ROOT))) {
            throw MultipartException.malformed("A part has the Content-Transfer-Encoding '" + Escaped.of(encoding.get())
                    + "', which multipart/form-data does not have. Send the bytes as they are.");
        }
        String disposition = header(lines, "content-disposition")
                .orElseThrow(() -> MultipartException.malformed("A part has no Content-Disposition header."));
        return ContentDisposition.parse(disposition);
    }

    private List<String> unfold() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            if ((line.startsWith(" ") || line.startsWith("\t")) && !lines.isEmpty()) {
                lines.set(lines.size() - 1, lines.getLast() + " " + line.strip());
            } else {
                lines.add(line);
            }
        }
        return lines;
    }

    private static Optional<String> header(List<String> lines, String name) throws MultipartException {
        Optional<String> found = Optional.empty();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw MultipartException.malformed(
                        "A part has a header line without a colon: '" + Escaped.of(line) + "'.");
            }
            if (found.isEmpty() && line.substring(0, colon).strip().equalsIgnoreCase(name)) {
                found = Optional.of(line.substring(colon + 1).strip());
            }
        }
        return found;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        while (true) {
            if (window.length() == 0 && !window.fill()) {
                throw MultipartException.truncated("inside a part's headers");
            }
            byte b = window.bytes[window.from++];
            if (++headBytes > LONGEST_HEAD) {
                throw MultipartException.malformed("The headers of a part are longer than " + LONGEST_HEAD + " bytes.");
            }
            if (b != '\r') {
                line.write(b);
                continue;
            }
            if (!window.ensure(1)) {
                throw MultipartException.truncated("inside a part's headers");
            }
            if (window.bytes[window.from] == '\n') {
                window.from++;
                return decode(line.toByteArray());
            }
            line.write(b);
        }
    }

    private static String decode(byte[] line) throws MultipartException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            throw MultipartException.malformed("A part's header is not UTF-8: '"
                    + Escaped.of(new String(line, StandardCharsets.ISO_8859_1)) + "'. Send file names as UTF-8.");
        }
    }
}
