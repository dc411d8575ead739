package io.whypfs.filecoin.market;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.cbor.CborReader;
import io.whypfs.filecoin.cbor.CborWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Free label of a deal, at most 256 bytes; by custom the text of the data's root CID. */
public sealed interface DealLabel {

    int MAX_BYTES = 256;

    DealLabel EMPTY = new Text("");

    /** CBOR text. */
    record Text(String value) implements DealLabel {
        public Text {
            requireShort(value.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    /** CBOR bytes; shows as an empty string in the node's JSON. */
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] value) implements DealLabel {
        public Bytes {
            requireShort(value.length);
            value = value.clone();
        }

        @Override
        public byte[] value() {
            return value.clone();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bytes that && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "Bytes[" + HexFormat.of().formatHex(value) + "]";
        }
    }

    /** CBOR text that is no UTF-8, from before labels could be bytes; only read from the chain, kept byte for byte. */
    @SuppressWarnings("ArrayRecordComponent")
    record LegacyText(byte[] value) implements DealLabel {
        public LegacyText {
            requireShort(value.length);
            value = value.clone();
        }

        @Override
        public byte[] value() {
            return value.clone();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof LegacyText that && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "LegacyText[" + HexFormat.of().formatHex(value) + "]";
        }
    }

    default void write(CborWriter out) {
        switch (this) {
            case Text text -> out.text(text.value());
            case Bytes bytes -> out.bytes(bytes.value());
            case LegacyText legacy -> out.rawText(legacy.value());
        }
    }

    /** Reads a label as new deals may carry it. */
    static DealLabel read(CborReader in) {
        DealLabel label = readFromChain(in);
        if (label instanceof LegacyText) {
            throw new FilecoinFormatException("The deal's label is a text that is not UTF-8.");
        }
        return label;
    }

    /** Reads a label of any age. */
    static DealLabel readFromChain(CborReader in) {
        if (!in.isText()) {
            return new Bytes(in.byteString(MAX_BYTES));
        }
        byte[] bytes = in.rawText(MAX_BYTES);
        try {
            return new Text(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return new LegacyText(bytes);
        }
    }

    private static void requireShort(int bytes) {
        if (bytes > MAX_BYTES) {
            throw new FilecoinFormatException("A deal's label has at most 256 bytes, but got " + bytes + ".");
        }
    }
}
