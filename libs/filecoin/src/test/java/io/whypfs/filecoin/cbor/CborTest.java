package io.whypfs.filecoin.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.Mutations;
import io.whypfs.filecoin.Vectors;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                23,
                24,
                255,
                256,
                65_535,
                65_536,
                0xffff_ffffL,
                0x1_0000_0000L,
                Long.MAX_VALUE,
                -1,
                -24,
                -25,
                -256,
                -257,
                Long.MIN_VALUE
            })
    void readsAndWritesIntegers(long value) {
        byte[] cbor = new CborWriter().integer(value).toBytes();

        assertThat(CborReader.whole(cbor, CborReader::integer)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1817",
                "1900ff",
                "1a0000ffff",
                "1b00000000ffffffff",
                "1bffffffffffffffff",
                "3bffffffffffffffff",
                "1f",
                "1c",
                "18",
                "",
                "40",
                "0000"
            })
    void refusesIntegersInOtherForms(String hex) {
        byte[] cbor = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> CborReader.whole(cbor, CborReader::integer))
                .isInstanceOf(FilecoinFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5bffffffffffffffff", "5a7fffffff00", "5affffffff", "4300", "5f4100ff"})
    void refusesLengthsThatTheBytesDoNotHold(String hex) {
        byte[] cbor = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> CborReader.whole(cbor, in -> in.byteString(1 << 30)))
                .isInstanceOf(FilecoinFormatException.class);
        assertThatThrownBy(() -> CborReader.whole(new byte[] {0x42, 1, 2}, in -> in.byteString(1)))
                .hasMessage("A CBOR string of 2 bytes is above the limit of 1.");
    }

    @Test
    void refusesDeepNesting() {
        byte[] deep = new byte[100_000];
        Arrays.fill(deep, (byte) 0x81);

        assertThatThrownBy(() -> new CborReader(deep).skip()).isInstanceOf(FilecoinFormatException.class);
        assertThatThrownBy(() -> CborStream.readItem(new ByteArrayInputStream(deep), deep.length))
                .isInstanceOf(FilecoinFormatException.class);
    }

    @Test
    void refusesTextThatIsNoUnicode() {
        assertThatThrownBy(() -> new CborWriter().text("\ud800")).isInstanceOf(FilecoinFormatException.class);
        assertThatThrownBy(() -> CborReader.whole(new byte[] {0x61, (byte) 0xff}, CborReader::text))
                .hasMessage("A text is not UTF-8.");
    }

    @Test
    void cutsEachMessageOutOfAStreamAndLeavesTheRest() throws Exception {
        for (JsonNode row :
                Vectors.rows(Vectors.json("boost-protocol-messages.json").get("messages"))) {
            byte[] message = Vectors.hex(row.get("cbor_hex"));
            byte[] twoInOne = Arrays.copyOf(message, 2 * message.length);
            System.arraycopy(message, 0, twoInOne, message.length, message.length);
            InputStream in = new ByteByByte(twoInOne);

            assertThat(CborStream.readItem(in, message.length)).isEqualTo(message);
            assertThat(CborStream.readItem(in, message.length)).isEqualTo(message);
            assertThatThrownBy(() -> CborStream.readItem(in, 100)).isInstanceOf(EOFException.class);
            assertThatThrownBy(() -> CborStream.readItem(new ByteArrayInputStream(message), message.length - 1))
                    .isInstanceOf(FilecoinFormatException.class);
            for (int cut = 0; cut < message.length; cut++) {
                InputStream truncated = new ByteArrayInputStream(message, 0, cut);
                assertThatThrownBy(() -> CborStream.readItem(truncated, message.length))
                        .isInstanceOf(EOFException.class);
            }
        }
    }

    @Test
    void answersSpoiltStreamsWithTheTypedException() {
        byte[] message = Vectors.hex(Vectors.json("boost-protocol-messages.json")
                .get("messages")
                .get(0)
                .get("cbor_hex"));

        Mutations.feed(message, bytes -> {
            try {
                CborStream.readItem(new ByteArrayInputStream(bytes), 4096);
            } catch (EOFException e) {
                throw new FilecoinFormatException("cut off", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Mutations.feed(message, bytes -> new CborReader(bytes).skip());
    }

    /** Gives one byte at each read. */
    private static final class ByteByByte extends InputStream {

        private final InputStream bytes;

        ByteByByte(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return bytes.read(target, offset, Math.min(1, length));
        }
    }
}
