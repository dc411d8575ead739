package io.whypfs.filecoin.mk12;

import io.whypfs.filecoin.cbor.CborWriter;
import java.util.Optional;
import java.util.UUID;

/**
 * Answer to the question for a deal's state. CBOR: map of Error, DealUUID, IsOffline, DealStatus (null or map),
 * TransferSize, NBytesReceived.
 *
 * @param error why the question could not be answered; empty when it was
 */
public record DealStatusResponse(
        String error,
        UUID dealUuid,
        boolean offline,
        Optional<DealStatus> status,
        long transferSizeBytes,
        long receivedBytes) {

    public byte[] encode() {
        CborWriter out = new CborWriter().map(6).text("Error").text(error);
        out.text("DealUUID").bytes(Fields.uuidBytes(dealUuid));
        out.text("IsOffline").bool(offline);
        out.text("DealStatus");
        status.ifPresentOrElse(present -> present.write(out), out::nothing);
        out.text("TransferSize").integer(transferSizeBytes);
        out.text("NBytesReceived").integer(receivedBytes);
        return out.toBytes();
    }

    public static DealStatusResponse decode(byte[] cbor) {
        return Fields.whole(
                cbor,
                fields -> new DealStatusResponse(
                        fields.text("Error"),
                        fields.uuid("DealUUID"),
                        fields.bool("IsOffline"),
                        fields.optional("DealStatus", DealStatus::read),
                        fields.unsigned("TransferSize"),
                        fields.unsigned("NBytesReceived")));
    }
}
