package io.whypfs.corenode.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartReaderTest {

    private static final String TYPE = "multipart/form-data; boundary=XyZ";
    private static final String HEAD = "Content-Disposition: form-data; name=\"data\"; filename=\"a\"\r\n\r\n";

    private record Part(String name, Optional<String> fileName, String body) {}

    @Test
    void readsFilesAndFieldsInOrder() throws IOException {
        // Given
        String body = "--XyZ\r\n" + HEAD + "hello\r\n--XyZ\r\n"
                + "content-disposition: form-data; name=note\r\n\r\nfield\r\n--XyZ--\r\n";

        // When
        List<Part> parts = read(body);

        // Then
        assertThat(parts)
                .containsExactly(
                        new Part("data", Optional.of("a"), "hello"), new Part("note", Optional.empty(), "field"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void readsTheSameHoweverTheBytesArrive(int step) throws IOException {
        // Given
        String content = "a\r\n--Xy\r\n--XyZa\r\n-\r\n\r\n--XyZ-\r\r\n";
        String body = "preamble\r\n--XyZ \t\r\n" + HEAD + content + "\r\n--XyZ--epilogue";

        // When
        List<Part> parts = read(new Dripping(body.getBytes(StandardCharsets.UTF_8), step), 512);

        // Then
        assertThat(parts).containsExactly(new Part("data", Optional.of("a"), content));
    }

    @Test
    void reportsTruncationAtEveryByteBeforeTheClosingBoundary() {
        // Given
        String body = "--XyZ\r\n" + HEAD + "hello\r\n--XyZ\r\n" + HEAD + "\r\n--XyZ--";

        for (int length = 0; length < body.length(); length++) {
            String cut = body.substring(0, length);

            // When, Then
            assertThatThrownBy(() -> read(cut))
                    .as("cut after %d bytes", length)
                    .isInstanceOfSatisfying(
                            MultipartException.class,
                            e -> assertThat(e.reason()).isEqualTo(MultipartException.Reason.TRUNCATED));
        }
    }

    @Test
    void takesEmptyPartsWithAndWithoutTheSecondLineBreak() throws IOException {
        // Given
        String body = "--XyZ\r\n" + HEAD + "\r\n--XyZ\r\n" + HEAD + "--XyZ\r\n" + HEAD + "--XyZ--";

        // When
        List<Part> parts = read(body);

        // Then
        assertThat(parts).hasSize(3).allSatisfy(part -> assertThat(part.body()).isEmpty());
    }

    @Test
    void skipsAPartThatNobodyReads() throws IOException {
        // Given
        byte[] body = ("--XyZ\r\n" + HEAD + "skipped\r\n--XyZ\r\n" + HEAD + "read\r\n--XyZ--")
                .getBytes(StandardCharsets.UTF_8);
        MultipartReader reader = new MultipartReader(new ByteArrayInputStream(body), TYPE);

        // When
        reader.nextPart();
        reader.nextPart();
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        reader.forwardBody(second::write);

        // Then
        assertThat(second.toString(StandardCharsets.UTF_8)).isEqualTo("read");
        assertThat(reader.nextPart()).isEmpty();
    }

    @Test
    void keepsRandomContentByteForByte() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            // Given
            byte[] content = nearDelimiters(random);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(("--XyZ\r\n" + HEAD).getBytes(StandardCharsets.UTF_8));
            body.writeBytes(content);
            body.writeBytes("\r\n--XyZ--\r\n".getBytes(StandardCharsets.UTF_8));
            MultipartReader reader =
                    new MultipartReader(new Dripping(body.toByteArray(), 1 + random.nextInt(400)), TYPE, 512);

            // When
            reader.nextPart();
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            reader.forwardBody(read::write);

            // Then
            assertThat(read.toByteArray()).as("seed %d round %d", seed, round).isEqualTo(content);
            assertThat(reader.nextPart()).as("seed %d round %d", seed, round).isEmpty();
        }
    }

    /** Content made of pieces of the delimiter, which never is the whole of it followed by what makes it one. */
    private static byte[] nearDelimiters(Random random) {
        String[] pieces = {"\r", "\n", "\r\n", "-", "--", "--Xy", "\r\n--XyZx", "X", "yZ", "data", "\r\n--XyZ-x"};
        StringBuilder text = new StringBuilder("x");
        int count = random.nextInt(600);
        for (int i = 0; i < count; i++) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.append('x')
                .toString()
                .replaceAll("\r\n--XyZ(?=--|[ \t]*\r\n)", "\r\n--XyY")
                .getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "filename=\"a b.txt\"|a b.txt",
                "filename=plain.txt|plain.txt",
                "filename=\"sa\\\"id.txt\"|sa\"id.txt",
                "filename=\"C:\\dir\\file\"|C:\\dir\\file",
                "filename=\"back\\\\slash\"|back\\slash",
                "filename=\"grüße 😀.txt\"|grüße 😀.txt",
                "filename=\"x\"; filename*=UTF-8''gr%C3%BC%C3%9Fe|grüße",
                "filename*=utf-8'de'a%20b|a b",
                "FileName=\"semi;colon.txt\"|semi;colon.txt",
            })
    void readsFileNamesAsClientsWriteThem(String parameter, String expected) throws IOException {
        // Given
        String body = "--XyZ\r\nContent-Disposition: form-data; name=\"data\"; " + parameter + "\r\n\r\n.\r\n--XyZ--";

        // When
        List<Part> parts = read(body);

        // Then
        assertThat(parts).containsExactly(new Part("data", Optional.of(expected), "."));
    }

    @Test
    void takesAnEmptyFileNameForNone() throws IOException {
        // Given
        String body = "--XyZ\r\nContent-Disposition: form-data; name=\"data\"; filename=\"\"\r\n\r\n.\r\n--XyZ--";

        // When
        List<Part> parts = read(body);

        // Then
        assertThat(parts).containsExactly(new Part("data", Optional.empty(), "."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Content-Disposition: attachment; name=\"data\"|must be 'form-data'",
                "Content-Disposition: form-data; filename=\"a\"|carries no name",
                "Content-Disposition: form-data; name=\"a|quote that is never closed",
                "Content-Disposition: form-data; name=a; name=b|twice",
                "Content-Disposition: form-data; name=a; filename*=latin1''a|UTF-8''name",
                "Content-Disposition: form-data; name=a; filename*=UTF-8''%FF|not UTF-8",
                "Content-Disposition: form-data; name=a; filename*=UTF-8''%4|two hex digits",
                "Content-Type: text/plain|no Content-Disposition",
                "no colon here|without a colon",
                "Content-Transfer-Encoding: base64|Content-Transfer-Encoding 'base64'",
            })
    void refusesMalformedHeads(String head, String reason) {
        // Given
        String body = "--XyZ\r\n" + head + "\r\n\r\n.\r\n--XyZ--";

        // When, Then
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        MultipartException.class,
                        e -> assertThat(e.reason()).isEqualTo(MultipartException.Reason.MALFORMED))
                .hasMessageContaining(reason);
    }

    @Test
    void refusesAHeadAboveSixteenKibibytes() {
        // Given
        String body = "--XyZ\r\nX: " + "a".repeat(16 * 1024) + "\r\n" + HEAD + ".\r\n--XyZ--";

        // When, Then
        assertThatThrownBy(() -> read(body)).hasMessageContaining("longer than 16384 bytes");
    }

    @Test
    void refusesAHeadThatIsNotUtf8() {
        // Given
        byte[] body =
                ("--XyZ\r\nContent-Disposition: form-data; name=\"data\"; filename=\"\u00ff\"\r\n\r\n.\r\n--XyZ--")
                        .getBytes(StandardCharsets.ISO_8859_1);

        // When, Then
        assertThatThrownBy(() -> read(new ByteArrayInputStream(body), 512)).hasMessageContaining("not UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "multipart/form-data|no boundary",
                "multipart/form-data; boundary=|0 characters",
                "multipart/form-data; boundary=\"a|no boundary",
                "multipart/form-data; boundary=0123456789012345678901234567890123456789012345678901234567890123456789x|71 characters",
            })
    void refusesContentTypesWithoutAProperBoundary(String contentType, String reason) {
        assertThatThrownBy(() -> new MultipartReader(InputStream.nullInputStream(), contentType))
                .isInstanceOf(MultipartException.class)
                .hasMessageContaining(reason);
    }

    private static List<Part> read(String body) throws IOException {
        return read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), 64 * 1024);
    }

    private static List<Part> read(InputStream body, int window) throws IOException {
        MultipartReader reader = new MultipartReader(body, TYPE, window);
        List<Part> parts = new ArrayList<>();
        for (Optional<PartHead> head = reader.nextPart(); head.isPresent(); head = reader.nextPart()) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            reader.forwardBody(content::write);
            parts.add(new Part(head.get().name(), head.get().fileName(), content.toString(StandardCharsets.UTF_8)));
        }
        return parts;
    }

    /** Gives at most {@code step} bytes a read. */
    private static final class Dripping extends ByteArrayInputStream {

        private final int step;

        Dripping(byte[] bytes, int step) {
            super(Arrays.copyOf(bytes, bytes.length));
            this.step = step;
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, step));
        }
    }
}
