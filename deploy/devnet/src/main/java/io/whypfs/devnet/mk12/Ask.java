package io.whypfs.devnet.mk12;

import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import io.whypfs.devnet.codec.CborWriter;
import io.whypfs.devnet.codec.Lint;
import io.whypfs.devnet.wire.Address;
import io.whypfs.devnet.wire.Signature;
import java.math.BigInteger;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider's conditions (StorageAsk): a map of 8, signed by its worker.
 *
 * @param price attoFIL per GiB and epoch
 * @param minSize padded bytes
 * @param timestamp epoch of its making
 * @param expiry epoch from which on it does not count
 */
public record Ask(
        Address miner,
        BigInteger price,
        BigInteger verifiedPrice,
        long minSize,
        long maxSize,
        long timestamp,
        long expiry,
        long sequence) {

    /** Which provider is asked: a map of Miner. */
    public static Address readRequest(byte[] bytes, Lint lint) throws BadBytes {
        CborReader from = new CborReader(bytes, lint);
        @Nullable Address[] miner = {null};
        MapReader.read(from, "AskRequest", Set.of("Miner"), (key, reader) -> {
            if (key.equals("Miner")) {
                miner[0] = Address.read(reader);
            }
            return key.equals("Miner");
        });
        from.end();
        Address asked = miner[0];
        if (asked == null) {
            throw new BadBytes("AskRequest lacks the key Miner");
        }
        return asked;
    }

    /** The bytes that the worker signs. */
    public byte[] encode() {
        CborWriter to = new CborWriter()
                .map(8)
                .text("Miner")
                .bytes(miner.bytes())
                .text("Price")
                .amount(price);
        to.text("SeqNo")
                .integer(sequence)
                .text("Expiry")
                .integer(expiry)
                .text("Timestamp")
                .integer(timestamp);
        to.text("MaxPieceSize").integer(maxSize).text("MinPieceSize").integer(minSize);
        return to.text("VerifiedPrice").amount(verifiedPrice).toBytes();
    }

    /** The answer to an AskRequest: a map of Ask, which is null or a map of Ask and Signature. */
    public static byte[] response(@Nullable Ask ask, @Nullable Signature signature) {
        CborWriter to = new CborWriter().map(1).text("Ask");
        if (ask == null || signature == null) {
            return to.nothing().toBytes();
        }
        return to.map(2)
                .text("Ask")
                .raw(ask.encode())
                .text("Signature")
                .bytes(signature.bytes())
                .toBytes();
    }

    /** What a piece of a size costs per epoch: rounded down, as providers do. */
    public BigInteger pricePerEpoch(long size, boolean verified) {
        return (verified ? verifiedPrice : price)
                .multiply(BigInteger.valueOf(size))
                .shiftRight(30);
    }
}
