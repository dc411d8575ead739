package io.whypfs.devnet.mk12;

import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import io.whypfs.devnet.codec.CborWriter;
import io.whypfs.devnet.codec.Lint;
import io.whypfs.devnet.wire.Address;
import io.whypfs.devnet.wire.Secp256k1;
import io.whypfs.devnet.wire.Signature;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A question for a deal's state: a map of DealUUID and Signature; the client's key signs the 16 bytes. */
public record StatusRequest(UUID uuid, Signature signature) {

    public static StatusRequest read(byte[] bytes, Lint lint) throws BadBytes {
        CborReader from = new CborReader(bytes, lint);
        Reader reader = new Reader();
        MapReader.read(from, "DealStatusRequest", Set.of("DealUUID", "Signature"), reader::field);
        from.end();
        if (reader.uuid == null || reader.signature == null) {
            throw new BadBytes("DealStatusRequest lacks a key");
        }
        StatusRequest request = new StatusRequest(reader.uuid, reader.signature);
        if (!Arrays.equals(request.encode(), bytes)) {
            lint.found("DealStatusRequest of " + bytes.length + " bytes is not canonical");
        }
        return request;
    }

    public byte[] encode() {
        return new CborWriter()
                .map(2)
                .text("DealUUID")
                .bytes(DealParams.bytes(uuid))
                .text("Signature")
                .bytes(signature.bytes())
                .toBytes();
    }

    public boolean isSignedBy(Address key) {
        return Secp256k1.signer(DealParams.bytes(uuid), signature)
                .filter(key::equals)
                .isPresent();
    }

    private static final class Reader {
        private @Nullable UUID uuid;
        private @Nullable Signature signature;

        private boolean field(String key, CborReader from) throws BadBytes {
            switch (key) {
                case "DealUUID" -> uuid = DealParams.uuid(from.bytes(64));
                case "Signature" -> signature = Signature.read(from);
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
