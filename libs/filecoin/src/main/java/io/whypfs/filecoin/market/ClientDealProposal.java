package io.whypfs.filecoin.market;

import io.whypfs.filecoin.cbor.CborReader;
import io.whypfs.filecoin.cbor.CborWriter;
import io.whypfs.filecoin.signing.Secp256k1Key;
import io.whypfs.filecoin.signing.Signature;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.util.function.Function;

/** A proposal and its client's signature over the proposal's bytes. CBOR: list of both. */
public record ClientDealProposal(DealProposal proposal, Signature signature) {

    public static ClientDealProposal sign(DealProposal proposal, Secp256k1Key client) {
        return new ClientDealProposal(proposal, client.sign(proposal.encode()));
    }

    public byte[] encode() {
        CborWriter out = new CborWriter();
        write(out);
        return out.toBytes();
    }

    public static ClientDealProposal decode(byte[] cbor) {
        return CborReader.whole(cbor, ClientDealProposal::read);
    }

    /** Reads a proposal of any age: its label may be a text that is no UTF-8. */
    public static ClientDealProposal decodeFromChain(byte[] cbor) {
        return CborReader.whole(cbor, in -> read(in, DealProposal::readFromChain));
    }

    /** By which providers know the deal: sha2-256 over proposal and signature, {@code bafyrei...}. */
    public Cid cid() {
        return Cid.v1(Multicodec.DAG_CBOR, Multihash.sha256(encode()));
    }

    public void write(CborWriter out) {
        out.list(2);
        proposal.write(out);
        signature.write(out);
    }

    public static ClientDealProposal read(CborReader in) {
        return read(in, DealProposal::read);
    }

    private static ClientDealProposal read(CborReader in, Function<CborReader, DealProposal> proposal) {
        in.list(2);
        return new ClientDealProposal(proposal.apply(in), Signature.read(in));
    }
}
