package io.whypfs.ipld.dagcbor;

import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.data.DataValue;

/**
 * DAG-CBOR, strict and lax.
 *
 * <p>Strict: definite and shortest lengths, shortest integers, text keys sorted by length and then bytes and without
 * repeats, tag 42 only, 64-bit finite floats, no simple values but false, true and null, nothing behind the value. Lax
 * allows unsorted keys, long integers and lengths, short floats, and text that is no UTF-8. At most 128 levels deep. Source: ipld/specs, DAG-CBOR.
 */
public final class DagCbor {

    /** Deepest nesting that is read or written. */
    public static final int MAX_DEPTH = 128;

    private DagCbor() {}

    /** Reads a block that must be in the strict form. */
    public static DataValue decode(byte[] block) throws CodecException {
        return new CborDecoder(block, true).whole();
    }

    /** Reads a block that others made. */
    public static DataValue decodeLax(byte[] block) throws CodecException {
        return new CborDecoder(block, false).whole();
    }

    /**
     * Writes the strict form.
     *
     * @throws CodecException when the value has no such form: a number out of range or not finite, text that is no
     *     Unicode, too deep
     */
    public static byte[] encode(DataValue value) throws CodecException {
        CborEncoder encoder = new CborEncoder();
        encoder.write(value, 0);
        return encoder.toBytes();
    }
}
