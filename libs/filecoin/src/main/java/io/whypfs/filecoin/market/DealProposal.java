package io.whypfs.filecoin.market;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.cbor.CborReader;
import io.whypfs.filecoin.cbor.CborWriter;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.util.function.Function;

/**
 * Terms of a storage deal.
 *
 * <p>CBOR: list of 11 in this order: piece CID, padded size, verified, client, provider, label, start, end, price per
 * epoch, provider collateral, client collateral. Source: filecoin-project/go-state-types, builtin/v9/market.
 *
 * @param verified whether the client's datacap pays
 * @param client in key or id form
 * @param provider in id form
 * @param start the piece must be proven by then
 * @param storagePricePerEpoch for the whole piece
 */
public record DealProposal(
        PieceCid pieceCid,
        PaddedPieceSize pieceSize,
        boolean verified,
        Address client,
        Address provider,
        DealLabel label,
        ChainEpoch start,
        ChainEpoch end,
        TokenAmount storagePricePerEpoch,
        TokenAmount providerCollateral,
        TokenAmount clientCollateral) {

    private static final int FIELDS = 11;

    /** The bytes a client signs. */
    public byte[] encode() {
        CborWriter out = new CborWriter();
        write(out);
        return out.toBytes();
    }

    public static DealProposal decode(byte[] cbor) {
        return CborReader.whole(cbor, DealProposal::read);
    }

    /** Reads a proposal of any age: its label may be a text that is no UTF-8. */
    public static DealProposal decodeFromChain(byte[] cbor) {
        return CborReader.whole(cbor, DealProposal::readFromChain);
    }

    /** What the chain calls the proposal, when client and provider stand in id form: blake2b-256, {@code bafy2bza...}. */
    public Cid cid() {
        return Cid.v1(Multicodec.DAG_CBOR, Multihash.hash(Multicodec.BLAKE2B_256, encode()));
    }

    /** What the client pays for the whole duration. */
    public TokenAmount totalPrice() {
        return storagePricePerEpoch.times(end.minus(start));
    }

    public void write(CborWriter out) {
        out.list(FIELDS)
                .link(pieceCid.toCid())
                .integer(pieceSize.bytes())
                .bool(verified)
                .bytes(client.toBytes())
                .bytes(provider.toBytes());
        label.write(out);
        out.integer(start.height()).integer(end.height());
        storagePricePerEpoch.write(out);
        providerCollateral.write(out);
        clientCollateral.write(out);
    }

    public static DealProposal read(CborReader in) {
        return read(in, DealLabel::read);
    }

    static DealProposal readFromChain(CborReader in) {
        return read(in, DealLabel::readFromChain);
    }

    private static DealProposal read(CborReader in, Function<CborReader, DealLabel> label) {
        in.list(FIELDS);
        return new DealProposal(
                PieceCid.of(in.link()),
                new PaddedPieceSize(in.unsigned()),
                in.bool(),
                Address.decode(in.byteString(Address.MAX_BYTES)),
                provider(in),
                label.apply(in),
                new ChainEpoch(in.integer()),
                new ChainEpoch(in.integer()),
                TokenAmount.read(in),
                TokenAmount.read(in),
                TokenAmount.read(in));
    }

    private static Address provider(CborReader in) {
        Address provider = Address.decode(in.byteString(Address.MAX_BYTES));
        if (provider.id().isEmpty()) {
            throw new FilecoinFormatException("The provider " + provider + " of a deal must be an id address (f0...).");
        }
        return provider;
    }
}
