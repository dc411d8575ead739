package io.whypfs.ipld.dagcbor;

import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.data.DataValue;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Writes DAG-CBOR in its strict form. */
final class CborEncoder {

    /** Shorter keys first, then by bytes. */
    static final Comparator<byte[]> KEY_ORDER =
            (a, b) -> a.length != b.length ? Integer.compare(a.length, b.length) : Arrays.compareUnsigned(a, b);

    private static final int LONGEST_INTEGER_BITS = 64;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    byte[] toBytes() {
        return out.toByteArray();
    }

    void write(DataValue value, int depth) throws CodecException {
        if (depth > DagCbor.MAX_DEPTH) {
            throw new CodecException("The value is nested deeper than " + DagCbor.MAX_DEPTH + " levels.");
        }
        switch (value) {
            case DataValue.Null _ -> out.write(0xf6);
            case DataValue.Bool bool -> out.write(bool.value() ? 0xf5 : 0xf4);
            case DataValue.Int number -> integer(number.value());
            case DataValue.Float number -> floating(number.value());
            case DataValue.Text text -> text(utf8(text.value()));
            case DataValue.Bytes bytes -> bytes(bytes.value());
            case DataValue.Link link -> {
                byte[] prefixed = new byte[1 + link.cid().byteLength()];
                link.cid().write(prefixed, 1);
                head(6, 42);
                bytes(prefixed);
            }
            case DataValue.Sequence sequence -> {
                head(4, sequence.values().size());
                for (DataValue item : sequence.values()) {
                    write(item, depth + 1);
                }
            }
            case DataValue.Mapping mapping -> mapping(mapping, depth);
        }
    }

    private void mapping(DataValue.Mapping mapping, int depth) throws CodecException {
        TreeMap<byte[], DataValue> sorted = new TreeMap<>(KEY_ORDER);
        for (Map.Entry<String, DataValue> entry : mapping.entries().entrySet()) {
            sorted.put(utf8(entry.getKey()), entry.getValue());
        }
        head(5, sorted.size());
        for (Map.Entry<byte[], DataValue> entry : sorted.entrySet()) {
            text(entry.getKey());
            write(entry.getValue(), depth + 1);
        }
    }

    private void integer(BigInteger value) throws CodecException {
        BigInteger argument = value.signum() < 0 ? value.not() : value;
        if (argument.bitLength() > LONGEST_INTEGER_BITS) {
            throw new CodecException("The number " + value + " does not fit into 64 bits and a sign.");
        }
        head(value.signum() < 0 ? 1 : 0, argument.longValue());
    }

    private void floating(double value) throws CodecException {
        if (!Double.isFinite(value)) {
            throw new CodecException("The number " + value + " has no form in DAG-CBOR.");
        }
        out.write(0xfb);
        out.writeBytes(ByteBuffer.allocate(8).putDouble(value).array());
    }

    private void bytes(byte[] bytes) {
        head(2, bytes.length);
        out.writeBytes(bytes);
    }

    private void text(byte[] utf8) {
        head(3, utf8.length);
        out.writeBytes(utf8);
    }

    private void head(int major, long argument) {
        int size = 0;
        if (argument < 0 || argument > 0xffffffffL) {
            size = 8;
        } else if (argument > 0xffff) {
            size = 4;
        } else if (argument > 0xff) {
            size = 2;
        } else if (argument >= 24) {
            size = 1;
        }
        int info = size == 0 ? (int) argument : 24 + Integer.numberOfTrailingZeros(size);
        out.write(major << 5 | info);
        for (int shift = (size - 1) * 8; shift >= 0; shift -= 8) {
            out.write((int) (argument >>> shift));
        }
    }

    private static byte[] utf8(String text) throws CodecException {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return Arrays.copyOfRange(encoded.array(), encoded.arrayOffset(), encoded.limit());
        } catch (CharacterCodingException e) {
            throw new CodecException("The text has half a surrogate pair and no UTF-8 form.", e);
        }
    }
}
