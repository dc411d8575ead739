package io.whypfs.filecoin.mk12;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.cbor.CborReader;
import io.whypfs.filecoin.cbor.CborWriter;
import io.whypfs.filecoin.market.ChainEpoch;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import java.math.BigInteger;

/**
 * Terms of a provider. CBOR: map of Miner, Price, SeqNo, Expiry, Timestamp, MaxPieceSize, MinPieceSize, VerifiedPrice.
 *
 * @param price attoFIL for each GiB and epoch
 * @param maxPieceBytes padded; what the provider writes, be it a size that pieces have or not
 * @param verifiedPrice the price when datacap pays
 */
public record StorageAsk(
        Address provider,
        TokenAmount price,
        long sequence,
        ChainEpoch expiry,
        ChainEpoch timestamp,
        long maxPieceBytes,
        long minPieceBytes,
        TokenAmount verifiedPrice) {

    private static final BigInteger GIB = BigInteger.TWO.pow(30);

    /** What these terms ask for a whole piece in each epoch, rounded down as providers do. */
    public TokenAmount pricePerEpoch(PaddedPieceSize size, boolean verified) {
        BigInteger perGib = (verified ? verifiedPrice : price).attoFil();
        return new TokenAmount(perGib.multiply(BigInteger.valueOf(size.bytes())).divide(GIB));
    }

    public boolean takes(PaddedPieceSize size) {
        return size.bytes() >= minPieceBytes && size.bytes() <= maxPieceBytes;
    }

    /** The bytes the provider signs. */
    public byte[] encode() {
        CborWriter out = new CborWriter();
        write(out);
        return out.toBytes();
    }

    public static StorageAsk decode(byte[] cbor) {
        return CborReader.whole(cbor, StorageAsk::read);
    }

    void write(CborWriter out) {
        out.map(8).text("Miner").bytes(provider.toBytes());
        price.write(out.text("Price"));
        out.text("SeqNo").integer(sequence);
        out.text("Expiry").integer(expiry.height());
        out.text("Timestamp").integer(timestamp.height());
        out.text("MaxPieceSize").integer(maxPieceBytes);
        out.text("MinPieceSize").integer(minPieceBytes);
        verifiedPrice.write(out.text("VerifiedPrice"));
    }

    static StorageAsk read(CborReader in) {
        Fields fields = Fields.read(in);
        return new StorageAsk(
                fields.required("Miner", item -> Address.decode(item.byteString(Address.MAX_BYTES))),
                fields.optional("Price", TokenAmount::read).orElse(TokenAmount.ZERO),
                fields.unsigned("SeqNo"),
                new ChainEpoch(fields.integer("Expiry")),
                new ChainEpoch(fields.integer("Timestamp")),
                fields.unsigned("MaxPieceSize"),
                fields.unsigned("MinPieceSize"),
                fields.optional("VerifiedPrice", TokenAmount::read).orElse(TokenAmount.ZERO));
    }
}
