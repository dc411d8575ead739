package io.whypfs.filecoin.address;

/** Kind of an address; its ordinal is the protocol byte and the digit in the text. */
public enum AddressProtocol {
    /** An actor's number on the chain. */
    ID,
    /** Hash of a secp256k1 public key. */
    SECP256K1,
    /** Hash of an actor's data. */
    ACTOR,
    /** A BLS public key. */
    BLS,
    /** An address of an address manager's own making, such as Ethereum's. */
    DELEGATED;

    private static final AddressProtocol[] ALL = values();

    static AddressProtocol of(int number) {
        if (number < 0 || number >= ALL.length) {
            throw new AddressException(
                    AddressException.Reason.UNKNOWN_PROTOCOL,
                    "There is no address protocol " + number + ", only 0 to 4.");
        }
        return ALL[number];
    }
}
