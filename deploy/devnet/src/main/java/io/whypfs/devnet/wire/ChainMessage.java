package io.whypfs.devnet.wire;

import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import io.whypfs.devnet.codec.CborWriter;
import io.whypfs.devnet.codec.Cid;
import java.math.BigInteger;

/** A message to the chain: a CBOR array of 10, the version 0 first. */
public record ChainMessage(
        Address to,
        Address from,
        long nonce,
        BigInteger value,
        long gasLimit,
        BigInteger gasFeeCap,
        BigInteger gasPremium,
        long method,
        byte[] params) {

    private static final int FIELDS = 10;

    public static ChainMessage read(CborReader from) throws BadBytes {
        from.array(FIELDS, "a message");
        if (from.unsigned() != 0) {
            throw new BadBytes("a message has version 0");
        }
        return new ChainMessage(
                Address.read(from),
                Address.read(from),
                from.unsigned(),
                from.amount(),
                from.signed(),
                from.amount(),
                from.amount(),
                from.unsigned(),
                from.bytes(CborReader.MAX_BYTES));
    }

    public byte[] encode() {
        return new CborWriter()
                .array(FIELDS)
                .integer(0)
                .bytes(to.bytes())
                .bytes(from.bytes())
                .integer(nonce)
                .amount(value)
                .integer(gasLimit)
                .amount(gasFeeCap)
                .amount(gasPremium)
                .integer(method)
                .bytes(params)
                .toBytes();
    }

    /** Its bytes are what the sender signs. */
    public Cid cid() {
        return Cid.chain(encode());
    }

    /** What the sender must be able to pay: value and gas. */
    public BigInteger mostCost() {
        return value.add(gasFeeCap.multiply(BigInteger.valueOf(gasLimit)));
    }

    /** True when the two differ at most in what they pay for gas. */
    public boolean isSameCall(ChainMessage other) {
        ChainMessage priced = new ChainMessage(
                other.to,
                other.from,
                other.nonce,
                other.value,
                gasLimit,
                gasFeeCap,
                gasPremium,
                other.method,
                other.params);
        return priced.cid().equals(cid());
    }
}
