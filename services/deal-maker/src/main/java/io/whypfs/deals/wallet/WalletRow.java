package io.whypfs.deals.wallet;

import io.whypfs.deals.wallet.KeySealer.Sealed;

/**
 * An account as it is kept.
 *
 * @param address with the letter of the main network
 * @param standard whether new deals are made from it
 */
record WalletRow(String address, String keyType, Sealed sealed, boolean standard) {

    /** How a key came here; the names are the ones in the table. */
    enum Origin {
        created,
        imported
    }
}
