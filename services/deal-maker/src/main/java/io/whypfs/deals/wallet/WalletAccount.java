package io.whypfs.deals.wallet;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.signing.SignatureType;

/**
 * An account this installation signs for.
 *
 * @param address in key form
 * @param standard whether new deals are made from it
 */
public record WalletAccount(Address address, SignatureType type, boolean standard) {}
