package io.whypfs.filecoin.mk12;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.cbor.CborWriter;

/** Question for a provider's terms. CBOR: map of Miner. */
public record AskRequest(Address provider) {

    public byte[] encode() {
        return new CborWriter().map(1).text("Miner").bytes(provider.toBytes()).toBytes();
    }

    public static AskRequest decode(byte[] cbor) {
        return Fields.whole(
                cbor,
                fields -> new AskRequest(
                        fields.required("Miner", in -> Address.decode(in.byteString(Address.MAX_BYTES)))));
    }
}
