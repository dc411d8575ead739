package io.whypfs.filecoin.signing;

import io.whypfs.filecoin.FilecoinFormatException;

/** Kind of a signature; its code is the first byte on the wire. */
public enum SignatureType {
    SECP256K1(1, "secp256k1"),
    BLS(2, "bls"),
    /** An Ethereum account's. */
    DELEGATED(3, "delegated");

    private final int code;
    private final String lotusName;

    SignatureType(int code, String lotusName) {
        this.code = code;
        this.lotusName = lotusName;
    }

    public int code() {
        return code;
    }

    /** The name in exported keys and in Curio's authorization header. */
    public String lotusName() {
        return lotusName;
    }

    static SignatureType ofCode(int code) {
        for (SignatureType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new FilecoinFormatException("There is no signature type " + code + ".");
    }

    static SignatureType ofLotusName(String name) {
        for (SignatureType type : values()) {
            if (type.lotusName.equals(name)) {
                return type;
            }
        }
        throw new FilecoinFormatException("There is no key type '" + name + "'.");
    }
}
