package io.whypfs.filecoin.mk12;

import io.whypfs.filecoin.cbor.CborReader;
import io.whypfs.filecoin.cbor.CborWriter;
import io.whypfs.filecoin.market.ClientDealProposal;
import io.whypfs.multiformats.Cid;
import java.util.UUID;

/**
 * Offer of a deal to a provider. CBOR: map of DealUUID, Transfer, IsOffline, DealDataRoot, SkipIPNIAnnounce,
 * ClientDealProposal, RemoveUnsealedCopy; 1.2.0 knows neither SkipIPNIAnnounce nor RemoveUnsealedCopy.
 *
 * @param dealUuid ours; the same deal offered again to the same provider keeps it
 * @param offline whether the provider imports the CAR by hand
 * @param dataRoot root of the CAR
 * @param skipIpniAnnounce asks the provider not to advertise the content
 * @param removeUnsealedCopy asks the provider to keep no copy for fast retrieval
 */
public record DealParams(
        UUID dealUuid,
        Transfer transfer,
        boolean offline,
        Cid dataRoot,
        boolean skipIpniAnnounce,
        ClientDealProposal proposal,
        boolean removeUnsealedCopy) {

    public byte[] encode(ProtocolVersion version) {
        boolean isNewer = version == ProtocolVersion.V1_2_1;
        CborWriter out = new CborWriter().map(isNewer ? 7 : 5);
        out.text("DealUUID").bytes(Fields.uuidBytes(dealUuid));
        transfer.write(out.text("Transfer"));
        out.text("IsOffline").bool(offline);
        out.text("DealDataRoot").link(dataRoot);
        if (isNewer) {
            out.text("SkipIPNIAnnounce").bool(skipIpniAnnounce);
        }
        proposal.write(out.text("ClientDealProposal"));
        if (isNewer) {
            out.text("RemoveUnsealedCopy").bool(removeUnsealedCopy);
        }
        return out.toBytes();
    }

    /** Reads either form; what 1.2.0 does not say is false. */
    public static DealParams decode(byte[] cbor) {
        return Fields.whole(
                cbor,
                fields -> new DealParams(
                        fields.uuid("DealUUID"),
                        fields.required("Transfer", Transfer::read),
                        fields.bool("IsOffline"),
                        fields.required("DealDataRoot", CborReader::link),
                        fields.bool("SkipIPNIAnnounce"),
                        fields.required("ClientDealProposal", ClientDealProposal::read),
                        fields.bool("RemoveUnsealedCopy")));
    }
}
