package io.whypfs.corenode.multipart;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Streaming reader of {@code multipart/form-data} (RFC 7578, RFC 2046 section 5.1).
 *
 * <p>Hand-written because it stands in the way of every uploaded byte: the streaming parser of commons-fileupload2
 * (2.0.0-M4) compares byte by byte and gave 0.3 to 0.5 GB/s, less than SHA-256; this one skips and gives several GB/s.
 *
 * <p>A line that starts like the delimiter and goes on with anything but {@code --}, or white space and CRLF, is
 * content. Preamble and epilogue are skipped. Not thread-safe; does not close the stream.
 */
public final class MultipartReader {

    private static final int WINDOW = 64 * 1024;
    private static final int LONGEST_PADDING = 256;

    private enum Position {
        PREAMBLE,
        BODY,
        BETWEEN_PARTS,
        EPILOGUE
    }

    private enum Line {
        NEXT_PART,
        CLOSING,
        CONTENT
    }

    private final Window window;
    private final Delimiter delimiter;
    private Position position = Position.PREAMBLE;

    /**
     * Makes a reader at the first byte of a body.
     *
     * @param in the body, borrowed
     * @param contentType the request's content type, with its boundary
     * @throws MultipartException when the content type carries no proper boundary
     */
    public MultipartReader(InputStream in, String contentType) throws MultipartException {
        this(in, contentType, WINDOW);
    }

    MultipartReader(InputStream in, String contentType, int windowBytes) throws MultipartException {
        this.delimiter = Delimiter.of(contentType);
        this.window = new Window(in, windowBytes);
        // The first delimiter may stand at the very front, without the line break that is part of every other one.
        window.bytes[0] = '\r';
        window.bytes[1] = '\n';
        window.to = 2;
    }

    /**
     * Returns the head of the next part, skipping what is unread of the last one; empty after the closing boundary, of
     * which the body's rest has then been read too.
     *
     * @throws MultipartException when the body is malformed or ends early
     */
    public Optional<PartHead> nextPart() throws IOException {
        if (position == Position.PREAMBLE || position == Position.BODY) {
            forwardBody((bytes, offset, length) -> {});
        }
        if (position == Position.EPILOGUE) {
            skipEpilogue();
            return Optional.empty();
        }
        PartHead head = new PartHeadReader(window).read();
        position = isWithoutBody() ? position : Position.BODY;
        return Optional.of(head);
    }

    /** Some clients write an empty part without the second line break, so that the head's end is the delimiter's. */
    private boolean isWithoutBody() throws IOException {
        int bare = delimiter.length() - 2;
        return window.ensure(bare) && delimiter.isBareAt(window.bytes, window.from) && isLeft(line(bare));
    }

    /**
     * Pushes the rest of the current part's body into the sink.
     *
     * @throws MultipartException when the body ends early
     */
    public void forwardBody(ByteSink sink) throws IOException {
        while (position != Position.BETWEEN_PARTS && position != Position.EPILOGUE) {
            int found = delimiter.find(window.bytes, window.from, window.to);
            if (found >= 0) {
                emit(sink, found);
                if (!isLeft(line(delimiter.length()))) {
                    emit(sink, window.from + 1);
                }
            } else {
                emit(sink, Math.max(window.from, window.to - delimiter.length() + 1));
                if (!window.fill()) {
                    throw MultipartException.truncated("inside a part");
                }
            }
        }
    }

    private boolean isLeft(Line line) {
        switch (line) {
            case CLOSING -> position = Position.EPILOGUE;
            case NEXT_PART -> position = Position.BETWEEN_PARTS;
            case CONTENT -> {
                return false;
            }
        }
        return true;
    }

    private void emit(ByteSink sink, int end) throws IOException {
        if (end > window.from) {
            int from = window.from;
            window.from = end;
            sink.write(window.bytes, from, end - from);
        }
    }

    /** Looks behind the delimiter of {@code length} bytes at the window's front, and moves past it when it is one. */
    private Line line(int length) throws IOException {
        int at = length;
        require(at + 2);
        if (byteAt(at) == '-' && byteAt(at + 1) == '-') {
            window.from += at + 2;
            return Line.CLOSING;
        }
        while (byteAt(at) == ' ' || byteAt(at) == '\t') {
            if (++at > length + LONGEST_PADDING) {
                throw MultipartException.malformed(
                        "A multipart boundary is followed by more than " + LONGEST_PADDING + " bytes of white space.");
            }
            require(at + 2);
        }
        if (byteAt(at) == '\r' && byteAt(at + 1) == '\n') {
            window.from += at + 2;
            return Line.NEXT_PART;
        }
        return Line.CONTENT;
    }

    private byte byteAt(int index) {
        return window.bytes[window.from + index];
    }

    private void require(int count) throws IOException {
        if (!window.ensure(count)) {
            throw MultipartException.truncated("at a boundary");
        }
    }

    private void skipEpilogue() throws IOException {
        do {
            window.from = window.to;
        } while (window.fill());
    }
}
