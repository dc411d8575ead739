package io.whypfs.filecoin.mk12;

import io.whypfs.filecoin.cbor.CborReader;
import io.whypfs.filecoin.cbor.CborWriter;
import io.whypfs.filecoin.market.DealProposal;
import io.whypfs.multiformats.Cid;
import java.util.Optional;

/**
 * What a provider says about a deal. CBOR: map of Error, Status, Proposal, PublishCid (null or link), ChainDealID,
 * SealingStatus, SignedProposalCid.
 *
 * @param error why the deal failed or stands still; empty when it does not
 * @param status the provider's word for the step the deal has reached
 * @param publishCid the message that published the deal
 * @param chainDealId 0 until the chain gave one
 * @param sealingStatus free text
 */
public record DealStatus(
        String error,
        String status,
        DealProposal proposal,
        Optional<Cid> publishCid,
        long chainDealId,
        String sealingStatus,
        Cid signedProposalCid) {

    void write(CborWriter out) {
        out.map(7).text("Error").text(error);
        out.text("Status").text(status);
        proposal.write(out.text("Proposal"));
        out.text("PublishCid");
        publishCid.ifPresentOrElse(out::link, out::nothing);
        out.text("ChainDealID").integer(chainDealId);
        out.text("SealingStatus").text(sealingStatus);
        out.text("SignedProposalCid").link(signedProposalCid);
    }

    static DealStatus read(CborReader in) {
        Fields fields = Fields.read(in);
        return new DealStatus(
                fields.text("Error"),
                fields.text("Status"),
                fields.required("Proposal", DealProposal::read),
                fields.optional("PublishCid", CborReader::link),
                fields.unsigned("ChainDealID"),
                fields.text("SealingStatus"),
                fields.required("SignedProposalCid", CborReader::link));
    }
}
