package io.whypfs.devnet.mk12;

import io.whypfs.devnet.codec.CborWriter;
import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.wire.DealProposal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says about a deal: a map of 6.
 *
 * @param error of the request itself; empty when the deal is known
 */
public record StatusResponse(
        UUID uuid, String error, @Nullable Status status, boolean offline, long transferSize, long received) {

    /** @param error why the deal failed or stands; empty when all is well. @param chainId 0 until known */
    public record Status(
            String error,
            String status,
            String sealing,
            DealProposal proposal,
            Cid signedProposal,
            @Nullable Cid publish,
            long chainId) {

        private void write(CborWriter to) {
            to.map(7).text("Error").text(error).text("Status").text(status);
            to.text("Proposal").raw(proposal.encode()).text("PublishCid").cid(publish);
            to.text("ChainDealID").integer(chainId).text("SealingStatus").text(sealing);
            to.text("SignedProposalCid").cid(signedProposal);
        }
    }

    public byte[] encode() {
        CborWriter to = new CborWriter().map(6).text("Error").text(error);
        to.text("DealUUID")
                .bytes(DealParams.bytes(uuid))
                .text("IsOffline")
                .bool(offline)
                .text("DealStatus");
        if (status == null) {
            to.nothing();
        } else {
            status.write(to);
        }
        return to.text("TransferSize")
                .integer(transferSize)
                .text("NBytesReceived")
                .integer(received)
                .toBytes();
    }
}
