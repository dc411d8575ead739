package io.whypfs.filecoin.mk12;

import io.whypfs.filecoin.cbor.CborReader;
import io.whypfs.filecoin.cbor.CborWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the provider gets the data. CBOR: map of Size, Type, Params, ClientID.
 *
 * @param sizeBytes length of the CAR
 * @param type {@code http}, {@code libp2p}, or empty when the provider imports the CAR by hand
 * @param params JSON with URL and headers; borrowed
 * @param clientId free text, may be empty
 */
@SuppressWarnings("ArrayRecordComponent")
public record Transfer(long sizeBytes, String type, byte[] params, String clientId) {

    private static final int MAX_PARAMS = 2 << 20;

    public static Transfer offline(long sizeBytes) {
        return new Transfer(sizeBytes, "", new byte[0], "");
    }

    public byte[] encode() {
        CborWriter out = new CborWriter();
        write(out);
        return out.toBytes();
    }

    public static Transfer decode(byte[] cbor) {
        return CborReader.whole(cbor, Transfer::read);
    }

    void write(CborWriter out) {
        out.map(4).text("Size").integer(sizeBytes);
        out.text("Type").text(type);
        out.text("Params").bytes(params);
        out.text("ClientID").text(clientId);
    }

    static Transfer read(CborReader in) {
        Fields fields = Fields.read(in);
        return new Transfer(
                fields.unsigned("Size"),
                fields.text("Type"),
                fields.bytes("Params", MAX_PARAMS),
                fields.text("ClientID"));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Transfer that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }

    /** Without the parameters, which hold a secret. */
    @Override
    public String toString() {
        return "Transfer[" + sizeBytes + " bytes by '" + type + "']";
    }
}
