package io.whypfs.ipld.dagjson;

import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.data.DataValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * DAG-JSON. Keys are written sorted by their UTF-8 bytes; links as {@code {"/":"cid"}}, bytes as
 * {@code {"/":{"bytes":"base64"}}}.
 *
 * <p>Reading allows white space and any key order, but no repeated keys and no map that starts like a link or bytes and
 * goes on. At most 128 levels deep. Source: ipld/specs, DAG-JSON.
 */
public final class DagJson {

    /** Deepest nesting that is read or written. */
    public static final int MAX_DEPTH = 128;

    private DagJson() {}

    public static DataValue decode(byte[] block) throws CodecException {
        try {
            return new JsonDecoder(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(block))
                            .toString())
                    .whole();
        } catch (CharacterCodingException e) {
            throw new CodecException("The DAG-JSON block is not UTF-8.", e);
        }
    }

    /**
     * Writes the compact form.
     *
     * @throws CodecException when the value has none: a map that would read as a link or bytes, a number that is not finite,
     *     too deep
     */
    public static byte[] encode(DataValue value) throws CodecException {
        JsonEncoder encoder = new JsonEncoder();
        encoder.write(value, 0);
        return encoder.toBytes();
    }
}
