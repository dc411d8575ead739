package io.whypfs.filecoin.message;

import io.whypfs.filecoin.cbor.CborReader;
import io.whypfs.filecoin.cbor.CborWriter;
import io.whypfs.filecoin.signing.Signature;
import io.whypfs.filecoin.signing.SignatureType;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;

/** A message and its sender's signature over the message's CID. CBOR: list of both. */
public record SignedMessage(ChainMessage message, Signature signature) {

    /** By which the chain finds the message; BLS signatures are taken out of blocks and do not count. */
    public Cid cid() {
        if (signature.type() == SignatureType.BLS) {
            return message.cid();
        }
        return Cid.v1(Multicodec.DAG_CBOR, Multihash.hash(Multicodec.BLAKE2B_256, encode()));
    }

    public byte[] encode() {
        CborWriter out = new CborWriter().list(2);
        message.write(out);
        signature.write(out);
        return out.toBytes();
    }

    public static SignedMessage decode(byte[] cbor) {
        return CborReader.whole(cbor, in -> {
            in.list(2);
            return new SignedMessage(ChainMessage.read(in), Signature.read(in));
        });
    }
}
