package io.whypfs.deals.wallet;

import io.whypfs.filecoin.address.Address;

/** No key of this wallet belongs to the address. */
public final class UnknownAccountException extends WalletException {

    UnknownAccountException(Address address) {
        super("The wallet has no key for " + address + ".");
    }
}
