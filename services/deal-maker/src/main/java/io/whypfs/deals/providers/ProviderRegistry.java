package io.whypfs.deals.providers;

import io.whypfs.deals.protocol.ProviderEndpoint;
import io.whypfs.filecoin.address.Address;
import io.whypfs.multiformats.Multiaddr;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The registry in PostgreSQL. For any thread. */
public final class ProviderRegistry implements Providers {

    private final DataSource dataSource;
    private final Clock clock;
    private final EvidenceRules rules;
    private final int keepEvents;
    private final ProviderRepository providers = new ProviderRepository();
    private final EvidenceRepository evidence = new EvidenceRepository();

    /** Where a provider came from; the names are the ones in the table. */
    enum Source {
        settings,
        operator,
        deal
    }

    ProviderRegistry(DataSource dataSource, Clock clock, EvidenceRules rules, int keepEvents) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.rules = rules;
        this.keepEvents = keepEvents;
    }

    @Override
    public Optional<Provider> find(Address provider) {
        return query(connection -> providers.find(connection, provider));
    }

    @Override
    public List<Provider> all() {
        return query(providers::all);
    }

    @Override
    public ProviderEndpoint endpoint(Address provider) {
        return find(provider)
                .flatMap(Provider::chain)
                .map(chain -> new ProviderEndpoint(
                        provider,
                        chain.peerId(),
                        chain.multiaddrs().stream().map(Multiaddr::parse).toList(),
                        chain.unreadable()))
                .orElseGet(() -> new ProviderEndpoint(provider, Optional.empty(), List.of(), List.of()));
    }

    @Override
    public void record(Connection connection, Address provider, long epoch, UUID deal, Evidence what)
            throws SQLException {
        Optional<TrackRecord> known = evidence.lock(connection, provider);
        if (known.isEmpty()) {
            providers.add(connection, provider, Source.deal.name(), clock.instant());
            known = evidence.lock(connection, provider);
        }
        TrackRecord before = known.orElseThrow();
        evidence.write(connection, provider, rules.after(before, epoch, deal, what));
        evidence.append(connection, provider, ProviderEvent.of(clock.instant(), epoch, deal, what), keepEvents);
        if (asksAgain(what)) {
            providers.hasten(connection, provider);
        }
    }

    private static boolean asksAgain(Evidence what) {
        return switch (what) {
            case Evidence.Rejected rejected ->
                switch (rejected.rejection().action()) {
                    case ASK_AGAIN, EXCLUDE_FOR_KIND -> true;
                    default -> false;
                };
            case Evidence.Unreachable _ -> true;
            default -> false;
        };
    }

    /** Takes up a provider; false when it was there. */
    boolean add(Address provider, Source source) {
        return query(connection -> providers.add(connection, provider, source.name(), clock.instant()));
    }

    void stand(Address provider, OperatorStanding standing, String reason) {
        query(connection -> {
            providers.stand(connection, provider, standing, reason, clock.instant());
            return standing;
        });
    }

    /** Those whose refresh is due at this epoch. */
    List<Provider> due(long epoch, long longestWait) {
        return query(connection -> providers.due(connection, epoch, longestWait));
    }

    void refreshed(Provider found) {
        query(connection -> {
            providers.refreshed(connection, found);
            return found;
        });
    }

    /** The events that are kept, newest first. */
    List<ProviderEvent> events(Address provider) {
        return query(connection -> evidence.events(connection, provider));
    }

    private <T> T query(Query<T> query) {
        try (Connection connection = dataSource.getConnection()) {
            return query.run(connection);
        } catch (SQLException e) {
            throw new ProviderStoreException(
                    "The registry of providers cannot be read or written: " + e.getMessage(), e);
        }
    }

    /** Work on a connection of its own. */
    @FunctionalInterface
    private interface Query<T> {
        T run(Connection connection) throws SQLException;
    }
}
