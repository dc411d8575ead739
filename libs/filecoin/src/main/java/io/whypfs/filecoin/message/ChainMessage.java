package io.whypfs.filecoin.message;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.cbor.CborReader;
import io.whypfs.filecoin.cbor.CborWriter;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.signing.Secp256k1Key;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A call of an actor's method. CBOR: list of 10: version 0, to, from, nonce, value, gas limit, gas fee cap, gas premium,
 * method, parameters.
 *
 * @param params the method's parameters, themselves CBOR; borrowed
 */
@SuppressWarnings("ArrayRecordComponent")
public record ChainMessage(
        Address to,
        Address from,
        long nonce,
        TokenAmount value,
        long gasLimit,
        TokenAmount gasFeeCap,
        TokenAmount gasPremium,
        long method,
        byte[] params) {

    /** Method of the storage market that credits an address with the message's value. */
    public static final long ADD_BALANCE = 2;

    private static final int FIELDS = 10;
    private static final int VERSION = 0;
    private static final int MAX_PARAMS = 1 << 20;

    /** Credits a wallet's escrow in the storage market. Gas is zero until a node has estimated it. */
    public static ChainMessage addBalance(Address wallet, long nonce, TokenAmount amount) {
        byte[] params = new CborWriter().bytes(wallet.toBytes()).toBytes();
        return new ChainMessage(
                Address.STORAGE_MARKET,
                wallet,
                nonce,
                amount,
                0,
                TokenAmount.ZERO,
                TokenAmount.ZERO,
                ADD_BALANCE,
                params);
    }

    public ChainMessage withGas(long limit, TokenAmount feeCap, TokenAmount premium) {
        return new ChainMessage(to, from, nonce, value, limit, feeCap, premium, method, params);
    }

    /** Blake2b-256, {@code bafy2bza...}; its bytes are what is signed. */
    public Cid cid() {
        return Cid.v1(Multicodec.DAG_CBOR, Multihash.hash(Multicodec.BLAKE2B_256, encode()));
    }

    public SignedMessage sign(Secp256k1Key key) {
        return new SignedMessage(this, key.sign(cid().toBytes()));
    }

    public byte[] encode() {
        CborWriter out = new CborWriter();
        write(out);
        return out.toBytes();
    }

    public static ChainMessage decode(byte[] cbor) {
        return CborReader.whole(cbor, ChainMessage::read);
    }

    void write(CborWriter out) {
        out.list(FIELDS)
                .integer(VERSION)
                .bytes(to.toBytes())
                .bytes(from.toBytes())
                .integer(nonce);
        value.write(out);
        out.integer(gasLimit);
        gasFeeCap.write(out);
        gasPremium.write(out);
        out.integer(method).bytes(params);
    }

    static ChainMessage read(CborReader in) {
        in.list(FIELDS);
        long version = in.integer();
        if (version != VERSION) {
            throw new FilecoinFormatException("Messages have version 0, but got " + version + ".");
        }
        return new ChainMessage(
                Address.decode(in.byteString(Address.MAX_BYTES)),
                Address.decode(in.byteString(Address.MAX_BYTES)),
                in.unsigned(),
                TokenAmount.read(in),
                in.integer(),
                TokenAmount.read(in),
                TokenAmount.read(in),
                in.unsigned(),
                in.byteString(MAX_PARAMS));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChainMessage that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }
}
