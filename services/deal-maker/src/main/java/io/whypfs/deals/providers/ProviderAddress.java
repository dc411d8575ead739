package io.whypfs.deals.providers;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.address.AddressProtocol;

/** Text of a provider's address: f0 or t0 and its actor's id, the form that proposals hold. */
final class ProviderAddress {

    private ProviderAddress() {}

    /** @throws FilecoinFormatException with one sentence for people */
    static Address parse(String text) {
        Address address;
        try {
            address = Address.parse(text.strip());
        } catch (FilecoinFormatException e) {
            throw new FilecoinFormatException("'" + text + "' is no Filecoin address: " + e.getMessage(), e);
        }
        if (address.protocol() != AddressProtocol.ID) {
            throw new FilecoinFormatException("A storage provider is named by its id, such as f01000; '" + text
                    + "' is an address of another form.");
        }
        return address;
    }
}
