package io.whypfs.deals.deals;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.whypfs.deals.pieces.Piece;
import io.whypfs.deals.pieces.PieceRepository;
import io.whypfs.deals.protocol.ProviderEndpoint;
import io.whypfs.deals.providers.Evidence;
import io.whypfs.deals.providers.Provider;
import io.whypfs.deals.providers.Providers;
import io.whypfs.events.DealChanged;
import io.whypfs.events.EventCodec;
import io.whypfs.events.EventFormatException;
import io.whypfs.events.PieceReady;
import io.whypfs.filecoin.address.Address;
import io.whypfs.kit.outbox.OutboxRepository;
import io.whypfs.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** A migrated database of its own, the store on it, and what the tests look at beside it. */
public final class DealDatabase implements Providers {

    private static final int POOL = 8;

    private final DataSource data;
    private final Map<Address, List<Evidence>> evidence = new HashMap<>();
    private final PieceRepository pieces = new PieceRepository();
    private final ServedBytes served = new ServedBytes();

    public DealDatabase() {
        TestPostgres.Database database = TestPostgres.migratedDatabase();
        AgroalDataSourceConfigurationSupplier settings = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(POOL)
                        .acquisitionTimeout(Duration.ofSeconds(10))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(database.jdbcUrl())
                                .principal(new NamePrincipal("whypfs_deal"))
                                .credential(new SimplePassword(database.password()))));
        try {
            this.data = AgroalDataSource.from(settings);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public DataSource dataSource() {
        return data;
    }

    public JdbcDealStore store() {
        return new JdbcDealStore(data, pieces, new OutboxRepository(), this, () -> {});
    }

    public void add(Piece piece) throws SQLException {
        try (Connection connection = data.getConnection()) {
            PieceReady ready = new PieceReady(
                    piece.bucket(),
                    1,
                    "core",
                    piece.pieceCid().toString(),
                    piece.pieceCidV2(),
                    piece.pieceSize().bytes(),
                    piece.carBytes(),
                    piece.root().toString(),
                    3,
                    10);
            pieces.add(connection, ready, piece.target(), 1, piece.since());
        }
    }

    public void served(UUID deal, long bytes, boolean whole) throws SQLException {
        try (Connection connection = data.getConnection()) {
            served.note(connection, deal, bytes, whole);
        }
    }

    /** What stands in the outbox about a deal. */
    public List<DealChanged> told(UUID deal) throws SQLException, EventFormatException {
        try (Connection connection = data.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select payload from outbox where key = ? order by id")) {
            select.setString(1, deal.toString());
            List<DealChanged> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add((DealChanged)
                            new EventCodec().decode(rows.getString(1)).data());
                }
            }
            return found;
        }
    }

    public List<DealTransition> transitions(UUID deal) throws SQLException {
        try (Connection connection = data.getConnection()) {
            return new DealTransitionRepository().of(connection, deal);
        }
    }

    public List<Evidence> evidence(Address provider) {
        return evidence.getOrDefault(provider, List.of());
    }

    @Override
    public Optional<Provider> find(Address provider) {
        return Optional.empty();
    }

    @Override
    public List<Provider> all() {
        return List.of();
    }

    @Override
    public ProviderEndpoint endpoint(Address provider) {
        return new ProviderEndpoint(provider, Optional.empty(), List.of(), List.of());
    }

    @Override
    public void record(Connection connection, Address provider, long epoch, UUID deal, Evidence seen) {
        evidence.computeIfAbsent(provider, _ -> new ArrayList<>()).add(seen);
    }
}
