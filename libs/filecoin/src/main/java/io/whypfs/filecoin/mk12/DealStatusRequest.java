package io.whypfs.filecoin.mk12;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.cbor.CborWriter;
import io.whypfs.filecoin.signing.Secp256k1;
import io.whypfs.filecoin.signing.Secp256k1Key;
import io.whypfs.filecoin.signing.Signature;
import java.util.UUID;

/**
 * Question for a deal's state. CBOR: map of DealUUID, Signature.
 *
 * @param signature of the deal's client, over the 16 bytes of the UUID
 */
public record DealStatusRequest(UUID dealUuid, Signature signature) {

    public static DealStatusRequest sign(UUID dealUuid, Secp256k1Key client) {
        return new DealStatusRequest(dealUuid, client.sign(Fields.uuidBytes(dealUuid)));
    }

    public boolean isSignedBy(Address client) {
        return Secp256k1.verifies(signature, Fields.uuidBytes(dealUuid), client);
    }

    public byte[] encode() {
        CborWriter out = new CborWriter().map(2);
        out.text("DealUUID").bytes(Fields.uuidBytes(dealUuid));
        signature.write(out.text("Signature"));
        return out.toBytes();
    }

    public static DealStatusRequest decode(byte[] cbor) {
        return Fields.whole(
                cbor,
                fields ->
                        new DealStatusRequest(fields.uuid("DealUUID"), fields.required("Signature", Signature::read)));
    }
}
