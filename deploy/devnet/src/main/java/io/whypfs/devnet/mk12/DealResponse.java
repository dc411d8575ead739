package io.whypfs.devnet.mk12;

import io.whypfs.devnet.codec.CborWriter;

/** A provider's answer to a proposal: a map of Message and Accepted. */
public record DealResponse(boolean accepted, String message) {

    public byte[] encode() {
        return new CborWriter()
                .map(2)
                .text("Message")
                .text(message)
                .text("Accepted")
                .bool(accepted)
                .toBytes();
    }
}
