package io.whypfs.devnet.wire;

import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import io.whypfs.devnet.codec.CborWriter;
import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.codec.Lint;
import java.math.BigInteger;

/**
 * The market's DealProposal: a CBOR array of 11 in the order of the components.
 *
 * @param pieceSize padded, in bytes
 * @param price attoFIL per epoch for the whole piece
 */
public record DealProposal(
        Cid piece,
        long pieceSize,
        boolean verified,
        Address client,
        Address provider,
        Label label,
        long start,
        long end,
        BigInteger price,
        BigInteger providerCollateral,
        BigInteger clientCollateral) {

    private static final int FIELDS = 11;

    public static DealProposal read(CborReader from) throws BadBytes {
        from.array(FIELDS, "a deal proposal");
        return new DealProposal(
                from.cid(),
                from.unsigned(),
                from.bool(),
                Address.read(from),
                Address.read(from),
                Label.read(from),
                from.signed(),
                from.signed(),
                from.amount(),
                from.amount(),
                from.amount());
    }

    /** Reads one that this program wrote. */
    public static DealProposal decode(byte[] cbor) {
        Lint none = what -> {
            throw new IllegalStateException(what);
        };
        try {
            return read(new CborReader(cbor, none));
        } catch (BadBytes e) {
            throw new IllegalStateException("a stored proposal does not decode", e);
        }
    }

    public byte[] encode() {
        CborWriter to = new CborWriter().array(FIELDS);
        to.cid(piece).integer(pieceSize).bool(verified).bytes(client.bytes()).bytes(provider.bytes());
        label.write(to);
        to.integer(start).integer(end);
        return to.amount(price)
                .amount(providerCollateral)
                .amount(clientCollateral)
                .toBytes();
    }

    public long duration() {
        return end - start;
    }

    /** What the client pays when the deal runs to its end. */
    public BigInteger totalPrice() {
        return price.multiply(BigInteger.valueOf(duration()));
    }

    /** What the market locks of the client's money. */
    public BigInteger clientLocks() {
        return totalPrice().add(clientCollateral);
    }

    public DealProposal withClient(Address other) {
        return copy(piece, other, provider, label, price);
    }

    public DealProposal withProvider(Address other) {
        return copy(piece, client, other, label, price);
    }

    public DealProposal withPrice(BigInteger other) {
        return copy(piece, client, provider, label, other);
    }

    public DealProposal withLabel(Label other) {
        return copy(piece, client, provider, other, price);
    }

    public DealProposal withPiece(Cid other) {
        return copy(other, client, provider, label, price);
    }

    private DealProposal copy(Cid ofPiece, Address by, Address at, Label labelled, BigInteger priced) {
        return new DealProposal(
                ofPiece,
                pieceSize,
                verified,
                by,
                at,
                labelled,
                start,
                end,
                priced,
                providerCollateral,
                clientCollateral);
    }
}
