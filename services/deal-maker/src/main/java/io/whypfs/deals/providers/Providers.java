package io.whypfs.deals.providers;

import io.whypfs.deals.protocol.ProviderEndpoint;
import io.whypfs.filecoin.address.Address;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The registry of providers. For any thread. */
public interface Providers {

    Optional<Provider> find(Address provider);

    /** All of them, by id. */
    List<Provider> all();

    /** Where the provider is reached by what is known of the chain; without addresses when nothing is. */
    ProviderEndpoint endpoint(Address provider);

    /**
     * Notes what happened with a provider, on the caller's connection and in its transaction. A provider that is not in the
     * registry is taken up.
     *
     * @param epoch of the chain's head, which back-offs count from
     * @param deal the deal it happened to
     */
    void record(Connection connection, Address provider, long epoch, UUID deal, Evidence evidence) throws SQLException;
}
