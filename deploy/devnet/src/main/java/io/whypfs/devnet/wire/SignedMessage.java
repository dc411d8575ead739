package io.whypfs.devnet.wire;

import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import io.whypfs.devnet.codec.CborWriter;
import io.whypfs.devnet.codec.Cid;

/** {@code [message, signature over the message's CID]}. */
public record SignedMessage(ChainMessage message, Signature signature) {

    public static SignedMessage by(SigningKey key, ChainMessage message) {
        return new SignedMessage(message, key.sign(message.cid().bytes()));
    }

    /** Reads one that this program wrote. */
    public static SignedMessage decode(byte[] cbor) {
        try {
            CborReader from = new CborReader(cbor, what -> {
                throw new IllegalStateException(what);
            });
            from.array(2, "a signed message");
            return new SignedMessage(ChainMessage.read(from), Signature.read(from));
        } catch (BadBytes e) {
            throw new IllegalStateException("a stored message does not decode", e);
        }
    }

    public byte[] encode() {
        return new CborWriter()
                .array(2)
                .raw(message.encode())
                .bytes(signature.bytes())
                .toBytes();
    }

    /** By which the chain knows it. A message with a BLS signature is known by the message's own CID. */
    public Cid cid() {
        return signature.type() == Signature.BLS ? message.cid() : Cid.chain(encode());
    }

    public boolean isSignedBy(Address key) {
        return Secp256k1.signer(message.cid().bytes(), signature)
                .filter(key::equals)
                .isPresent();
    }
}
