package io.whypfs.devnet.wire;

import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import io.whypfs.devnet.codec.CborWriter;
import io.whypfs.devnet.codec.Cid;

/** The market's ClientDealProposal: {@code [proposal, signature over the proposal's CBOR]}. */
public record SignedProposal(DealProposal proposal, Signature signature) {

    public static SignedProposal read(CborReader from) throws BadBytes {
        from.array(2, "a signed proposal");
        return new SignedProposal(DealProposal.read(from), Signature.read(from));
    }

    public byte[] encode() {
        return new CborWriter()
                .array(2)
                .raw(proposal.encode())
                .bytes(signature.bytes())
                .toBytes();
    }

    /** By which providers know a deal. */
    public Cid cid() {
        return Cid.sha256(encode());
    }

    /** @param key the client's key address */
    public boolean isSignedBy(Address key) {
        return Secp256k1.signer(proposal.encode(), signature)
                .filter(key::equals)
                .isPresent();
    }
}
