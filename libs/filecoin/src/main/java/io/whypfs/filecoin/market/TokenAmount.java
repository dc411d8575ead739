package io.whypfs.filecoin.market;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.cbor.CborReader;
import io.whypfs.filecoin.cbor.CborWriter;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Amount of attoFIL, of which 10^18 are one FIL.
 *
 * <p>CBOR: byte string; empty for zero, else a sign byte (00 plus, 01 minus) and the magnitude, big-endian without leading
 * zeros; at most 128 bytes. JSON: decimal string.
 */
public record TokenAmount(BigInteger attoFil) implements Comparable<TokenAmount> {

    public static final TokenAmount ZERO = new TokenAmount(BigInteger.ZERO);

    private static final int MAX_BYTES = 128;
    private static final int DECIMALS = 18;

    public TokenAmount {
        if (attoFil.abs().bitLength() > (MAX_BYTES - 1) * Byte.SIZE) {
            throw new FilecoinFormatException("An amount takes at most " + MAX_BYTES + " bytes.");
        }
    }

    public static TokenAmount ofAttoFil(long attoFil) {
        return new TokenAmount(BigInteger.valueOf(attoFil));
    }

    /** Reads decimal attoFIL, as in the node's JSON. */
    public static TokenAmount parse(String attoFil) {
        if (attoFil.length() > 3 * MAX_BYTES || !attoFil.matches("-?[0-9]+")) {
            throw new FilecoinFormatException("The text is no decimal amount of attoFIL.");
        }
        return new TokenAmount(new BigInteger(attoFil));
    }

    public TokenAmount plus(TokenAmount other) {
        return new TokenAmount(attoFil.add(other.attoFil));
    }

    public TokenAmount minus(TokenAmount other) {
        return new TokenAmount(attoFil.subtract(other.attoFil));
    }

    public TokenAmount times(long factor) {
        return new TokenAmount(attoFil.multiply(BigInteger.valueOf(factor)));
    }

    public int signum() {
        return attoFil.signum();
    }

    @Override
    public int compareTo(TokenAmount other) {
        return attoFil.compareTo(other.attoFil);
    }

    /** In FIL, without trailing zeros, such as {@code 0.07 FIL}. */
    public String toFil() {
        return new BigDecimal(attoFil, DECIMALS).stripTrailingZeros().toPlainString() + " FIL";
    }

    /** Decimal attoFIL. */
    @Override
    public String toString() {
        return attoFil.toString();
    }

    public void write(CborWriter out) {
        if (signum() == 0) {
            out.bytes(new byte[0]);
            return;
        }
        byte[] magnitude = attoFil.abs().toByteArray();
        int zeros = magnitude[0] == 0 ? 1 : 0;
        byte[] bytes = new byte[1 + magnitude.length - zeros];
        bytes[0] = (byte) (signum() < 0 ? 1 : 0);
        System.arraycopy(magnitude, zeros, bytes, 1, magnitude.length - zeros);
        out.bytes(bytes);
    }

    public static TokenAmount read(CborReader in) {
        byte[] bytes = in.byteString(MAX_BYTES);
        if (bytes.length == 0) {
            return ZERO;
        }
        boolean isCanonical = bytes.length > 1 && bytes[1] != 0 && (bytes[0] == 0 || bytes[0] == 1);
        if (!isCanonical) {
            throw new FilecoinFormatException("The amount is not in its only form: sign, then no leading zero.");
        }
        return new TokenAmount(new BigInteger(bytes[0] == 0 ? 1 : -1, bytes, 1, bytes.length - 1));
    }
}
