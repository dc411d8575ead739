package io.whypfs.ipld.dagcbor;

import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.data.DataValue;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.MultiformatException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one DAG-CBOR block. Counts and lengths are compared with the bytes at hand before anything is allocated. */
final class CborDecoder {

    private static final int LINK_TAG = 42;

    private final byte[] block;
    private final boolean strict;
    private int at;

    CborDecoder(byte[] block, boolean strict) {
        this.block = block;
        this.strict = strict;
    }

    DataValue whole() throws CodecException {
        DataValue value = value(0);
        if (at != block.length) {
            throw new CodecException((block.length - at) + " bytes follow the CBOR value.");
        }
        return value;
    }

    private DataValue value(int depth) throws CodecException {
        if (depth > DagCbor.MAX_DEPTH) {
            throw new CodecException("The CBOR value is nested deeper than " + DagCbor.MAX_DEPTH + " levels.");
        }
        int head = next();
        int info = head & 0x1f;
        return switch (head >>> 5) {
            case 0 -> new DataValue.Int(unsigned(argument(info)));
            case 1 -> new DataValue.Int(unsigned(argument(info)).not());
            case 2 -> new DataValue.Bytes(take(length(info)));
            case 3 -> new DataValue.Text(text(info));
            case 4 -> sequence(count(info, 1), depth);
            case 5 -> mapping(count(info, 2), depth);
            case 6 -> link(argument(info));
            default -> simpleOrFloat(info);
        };
    }

    private DataValue sequence(int count, int depth) throws CodecException {
        List<DataValue> values = new ArrayList<>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            values.add(value(depth + 1));
        }
        return new DataValue.Sequence(values);
    }

    private DataValue mapping(int count, int depth) throws CodecException {
        Map<String, DataValue> entries = new LinkedHashMap<>();
        byte[] previous = null;
        for (int i = 0; i < count; i++) {
            int head = next();
            if (head >>> 5 != 3) {
                throw new CodecException("A CBOR map key is not text.");
            }
            int start = at;
            String key = text(head & 0x1f);
            byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
            requireSorted(previous, keyBytes, start);
            previous = keyBytes;
            if (entries.put(key, value(depth + 1)) != null) {
                throw new CodecException("The CBOR map key '" + key + "' stands twice.");
            }
        }
        return new DataValue.Mapping(entries);
    }

    private void requireSorted(byte @Nullable [] previous, byte[] key, int position) throws CodecException {
        if (strict && previous != null && CborEncoder.KEY_ORDER.compare(previous, key) >= 0) {
            throw new CodecException("The CBOR map keys are not sorted, at byte " + position + ".");
        }
    }

    private DataValue link(long tag) throws CodecException {
        if (tag != LINK_TAG) {
            throw new CodecException("CBOR tag " + Long.toUnsignedString(tag) + " is not allowed, only 42.");
        }
        int head = next();
        if (head >>> 5 != 2) {
            throw new CodecException("The CBOR tag 42 does not stand on a byte string.");
        }
        byte[] bytes = take(length(head & 0x1f));
        if (bytes.length == 0 || bytes[0] != 0) {
            throw new CodecException("The CBOR link does not start with a zero byte.");
        }
        try {
            return new DataValue.Link(Cid.decode(Arrays.copyOfRange(bytes, 1, bytes.length)));
        } catch (MultiformatException e) {
            throw new CodecException("The CBOR link holds no CID: " + e.getMessage(), e);
        }
    }

    private DataValue simpleOrFloat(int info) throws CodecException {
        return switch (info) {
            case 20 -> new DataValue.Bool(false);
            case 21 -> new DataValue.Bool(true);
            case 22 -> new DataValue.Null();
            case 25 -> shortFloat(java.lang.Float.float16ToFloat((short) bigEndian(2)));
            case 26 -> shortFloat(java.lang.Float.intBitsToFloat((int) bigEndian(4)));
            case 27 -> finite(Double.longBitsToDouble(bigEndian(8)));
            default -> throw new CodecException("The CBOR simple value " + info + " is not allowed.");
        };
    }

    private DataValue shortFloat(double value) throws CodecException {
        if (strict) {
            throw new CodecException("A CBOR float has less than 64 bits.");
        }
        return finite(value);
    }

    private static DataValue finite(double value) throws CodecException {
        if (!Double.isFinite(value)) {
            throw new CodecException("A CBOR float is not a finite number.");
        }
        return new DataValue.Float(value);
    }

    /** Old blocks, such as the Filecoin chain's, hold texts that are no UTF-8; read laxly, they get replacement characters. */
    private String text(int info) throws CodecException {
        int length = length(info);
        at += length;
        if (!strict) {
            return new String(block, at - length, length, StandardCharsets.UTF_8);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(block, at - length, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CodecException("A CBOR text is not UTF-8.", e);
        }
    }

    private int count(int info, int bytesPerItem) throws CodecException {
        long count = argument(info);
        if (count < 0 || count > (block.length - at) / bytesPerItem) {
            throw new CodecException("A CBOR list or map claims " + Long.toUnsignedString(count)
                    + " items, more than its bytes can hold.");
        }
        return (int) count;
    }

    private int length(int info) throws CodecException {
        long length = argument(info);
        if (length < 0 || length > block.length - at) {
            throw new CodecException("A CBOR string claims " + Long.toUnsignedString(length) + " bytes but only "
                    + (block.length - at) + " follow.");
        }
        return (int) length;
    }

    private long argument(int info) throws CodecException {
        if (info < 24) {
            return info;
        }
        if (info > 27) {
            throw new CodecException("CBOR items of indefinite length are not allowed.");
        }
        int size = 1 << (info - 24);
        long value = bigEndian(size);
        boolean shortest = size == 1 ? value >= 24 : value >>> (size * 4) != 0;
        if (strict && !shortest) {
            throw new CodecException("A CBOR number or length is not in its shortest form.");
        }
        return value;
    }

    private long bigEndian(int size) throws CodecException {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | next();
        }
        return value;
    }

    private byte[] take(int length) {
        at += length;
        return Arrays.copyOfRange(block, at - length, at);
    }

    private int next() throws CodecException {
        if (at >= block.length) {
            throw new CodecException("The CBOR value is cut off.");
        }
        return block[at++] & 0xff;
    }

    private static BigInteger unsigned(long value) {
        BigInteger signed = BigInteger.valueOf(value);
        return value >= 0 ? signed : signed.add(BigInteger.TWO.pow(64));
    }
}
