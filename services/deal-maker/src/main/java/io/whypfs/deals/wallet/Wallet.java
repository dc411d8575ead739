package io.whypfs.deals.wallet;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.signing.Signature;
import java.util.List;

/** Signs with the installation's keys. Safe for use by several threads. */
public interface Wallet {

    /**
     * The key address that new deals are made from.
     *
     * @throws WalletException when there is none
     */
    Address defaultAddress() throws WalletException;

    /**
     * Signs bytes as the address's type of key does: for secp256k1 over their blake2b-256.
     *
     * @throws WalletException when no key here belongs to the address
     */
    Signature sign(Address address, byte[] message) throws WalletException;

    /** All accounts, the default first, then in the order they came; empty when the wallet cannot be used. */
    List<WalletAccount> accounts();
}
