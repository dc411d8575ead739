package io.whypfs.filecoin.mk12;

import io.whypfs.filecoin.cbor.CborReader;
import io.whypfs.filecoin.cbor.CborWriter;
import io.whypfs.filecoin.signing.Signature;
import java.util.Optional;

/** Answer to the question for a provider's terms. CBOR: map of Ask, which is null or a map of Ask, Signature. */
public record AskResponse(Optional<SignedAsk> ask) {

    /**
     * Terms and their signature.
     *
     * @param signature of the provider's worker key, over the terms' bytes
     */
    public record SignedAsk(StorageAsk ask, Signature signature) {

        void write(CborWriter out) {
            ask.write(out.map(2).text("Ask"));
            signature.write(out.text("Signature"));
        }

        static SignedAsk read(CborReader in) {
            Fields fields = Fields.read(in);
            return new SignedAsk(
                    fields.required("Ask", StorageAsk::read), fields.required("Signature", Signature::read));
        }
    }

    public byte[] encode() {
        CborWriter out = new CborWriter().map(1).text("Ask");
        ask.ifPresentOrElse(present -> present.write(out), out::nothing);
        return out.toBytes();
    }

    public static AskResponse decode(byte[] cbor) {
        return Fields.whole(cbor, fields -> new AskResponse(fields.optional("Ask", SignedAsk::read)));
    }
}
