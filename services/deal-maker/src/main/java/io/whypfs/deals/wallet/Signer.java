package io.whypfs.deals.wallet;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.signing.ExportedKey;
import io.whypfs.filecoin.signing.Secp256k1Key;
import io.whypfs.filecoin.signing.Signature;
import io.whypfs.filecoin.signing.SignatureType;

/** One key that signs. Safe for use by several threads. */
interface Signer {

    /** In key form. */
    Address address();

    SignatureType type();

    Signature sign(byte[] message);

    /**
     * The signer of an exported key.
     *
     * @throws WalletException when no signer knows the key's type
     */
    static Signer of(ExportedKey exported) throws WalletException {
        return switch (exported.type()) {
            case SECP256K1 -> new OfSecp256k1(Secp256k1Key.of(exported));
            case BLS, DELEGATED ->
                throw new WalletException("The key is a " + exported.type().lotusName()
                        + " key; this wallet signs with secp256k1 keys (f1...) only.");
        };
    }

    /** Signs with a secp256k1 key in this process. */
    record OfSecp256k1(Secp256k1Key key) implements Signer {

        @Override
        public Address address() {
            return key.address();
        }

        @Override
        public SignatureType type() {
            return SignatureType.SECP256K1;
        }

        @Override
        public Signature sign(byte[] message) {
            return key.sign(message);
        }
    }
}
