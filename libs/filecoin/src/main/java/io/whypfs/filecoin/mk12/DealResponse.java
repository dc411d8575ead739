package io.whypfs.filecoin.mk12;

import io.whypfs.filecoin.cbor.CborWriter;

/**
 * Answer to an offer. CBOR: map of Message, Accepted.
 *
 * @param message free text for people; empty when accepted
 * @param accepted the offer was queued; it says nothing about the data being safe
 */
public record DealResponse(String message, boolean accepted) {

    public byte[] encode() {
        return new CborWriter()
                .map(2)
                .text("Message")
                .text(message)
                .text("Accepted")
                .bool(accepted)
                .toBytes();
    }

    public static DealResponse decode(byte[] cbor) {
        return Fields.whole(cbor, fields -> new DealResponse(fields.text("Message"), fields.bool("Accepted")));
    }
}
