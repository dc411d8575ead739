package io.whypfs.api.facts;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads what was told of deals; blocking. */
@Singleton
public final class DealPastRepository {

    private static final String COLUMNS = """
            d.deal_uuid, d.deal_id, d.bucket_uuid, d.piece_cid, d.piece_size, d.provider, d.state, d.why, d.next,
            d.next_at, d.over, d.client, d.verified, d.price_per_epoch, d.start_epoch, d.end_epoch, d.proposal_cid,
            d.publish_cid, d.chain_deal_id, d.created_at, d.changed_at""";

    private static final String FAILED = "d.state in ('rejected', 'failed', 'slashed')";
    private static final String OF_USER =
            "exists (select 1 from contents c where c.bucket_uuid = d.bucket_uuid and c.user_id = ?)";

    private final DataSource dataSource;

    DealPastRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Deals of these buckets, oldest first. */
    public List<DealPast> listOfBuckets(Collection<UUID> buckets) throws SQLException {
        return query("d.bucket_uuid = any(?) order by d.deal_id", (connection, statement) -> {
            statement.setArray(1, connection.createArrayOf("uuid", buckets.toArray()));
        });
    }

    /** Deals with a provider, newest first; its address may begin with f or t, whatever the network. */
    public List<DealPast> listOfProvider(String provider, int limit) throws SQLException {
        return query("d.provider = any(?) order by d.deal_id desc limit ?", (connection, statement) -> {
            statement.setArray(1, connection.createArrayOf("text", spellings(provider)));
            statement.setInt(2, limit);
        });
    }

    /** How many deals there were with a provider. */
    public ProviderCount countOfProvider(String provider) throws SQLException {
        String sql = "select count(*), count(*) filter (where " + FAILED + ") from deals d where d.provider = any(?)";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", spellings(provider)));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new ProviderCount(row.getLong(1), row.getLong(2));
            }
        }
    }

    /** @param failed those that came to nothing */
    public record ProviderCount(long total, long failed) {}

    /** Deals that came to nothing, the last first. */
    public List<DealPast> listFailures(Instant before, int limit) throws SQLException {
        return query(
                FAILED + " and d.changed_at < ? order by d.changed_at desc, d.deal_id limit ?",
                (connection, statement) -> {
                    statement.setTimestamp(1, Timestamp.from(before));
                    statement.setInt(2, limit);
                });
    }

    /** Deals with a provider that came to nothing, the last first. */
    public List<DealPast> listFailuresOfProvider(String provider, int limit) throws SQLException {
        return query(
                FAILED + " and d.provider = any(?) order by d.changed_at desc, d.deal_id limit ?",
                (connection, statement) -> {
                    statement.setArray(1, connection.createArrayOf("text", spellings(provider)));
                    statement.setInt(2, limit);
                });
    }

    /** Deals that came to nothing, of buckets in which a user has contents, the last first. */
    public List<DealPast> listFailuresOfUser(long user, Instant before, int limit) throws SQLException {
        return query(
                FAILED + " and " + OF_USER + " and d.changed_at < ? order by d.changed_at desc, d.deal_id limit ?",
                (connection, statement) -> {
                    statement.setLong(1, user);
                    statement.setTimestamp(2, Timestamp.from(before));
                    statement.setInt(3, limit);
                });
    }

    /** Deals whose piece is being fetched, of buckets in which a user has contents. */
    public List<DealPast> listTransfersOfUser(long user) throws SQLException {
        return query(
                "d.state = 'transferring' and " + OF_USER + " order by d.deal_id",
                (connection, statement) -> statement.setLong(1, user));
    }

    public Optional<DealPast> find(UUID deal) throws SQLException {
        return first(query("d.deal_uuid = ?", (connection, statement) -> statement.setObject(1, deal)));
    }

    public Optional<DealPast> findByNumber(long id) throws SQLException {
        return first(query("d.deal_id = ?", (connection, statement) -> statement.setLong(1, id)));
    }

    public Optional<DealPast> findByProposal(String cid) throws SQLException {
        return first(query("d.proposal_cid = ?", (connection, statement) -> statement.setString(1, cid)));
    }

    public Optional<DealPast> findByChainId(long chainDealId) throws SQLException {
        return first(query(
                "d.chain_deal_id = ? order by d.deal_id desc limit 1",
                (connection, statement) -> statement.setLong(1, chainDealId)));
    }

    private interface Binding {
        void bind(Connection connection, PreparedStatement statement) throws SQLException;
    }

    private List<DealPast> query(String where, Binding binding) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            List<DealPast> deals = new ArrayList<>();
            try (PreparedStatement statement =
                    connection.prepareStatement("select " + COLUMNS + " from deals d where " + where)) {
                binding.bind(connection, statement);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        deals.add(deal(row));
                    }
                }
            }
            return withTransitions(connection, deals);
        }
    }

    private static List<DealPast> withTransitions(Connection connection, List<DealPast> deals) throws SQLException {
        if (deals.isEmpty()) {
            return deals;
        }
        Map<UUID, List<DealPast.Transition>> transitions = new HashMap<>();
        String sql = """
                select deal_uuid, state, at, why, next, next_at from deal_transitions
                where deal_uuid = any(?) order by deal_uuid, sequence""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", deals.stream().map(DealPast::uuid).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    transitions
                            .computeIfAbsent(
                                    Objects.requireNonNull(row.getObject(1, UUID.class)), first -> new ArrayList<>())
                            .add(new DealPast.Transition(
                                    row.getString(2),
                                    PastRepository.instant(row, 3),
                                    row.getString(4),
                                    row.getString(5),
                                    PastRepository.maybeInstant(row, 6)));
                }
            }
        }
        return deals.stream()
                .map(deal -> deal.with(transitions.getOrDefault(deal.uuid(), List.of())))
                .toList();
    }

    private static DealPast deal(ResultSet row) throws SQLException {
        return new DealPast(
                Objects.requireNonNull(row.getObject(1, UUID.class)),
                row.getLong(2),
                Objects.requireNonNull(row.getObject(3, UUID.class)),
                row.getString(4),
                row.getLong(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                PastRepository.maybeInstant(row, 10),
                row.getBoolean(11),
                row.getString(12),
                row.getBoolean(13),
                row.getString(14),
                row.getLong(15),
                row.getLong(16),
                row.getString(17),
                row.getString(18),
                row.getObject(19, Long.class),
                PastRepository.instant(row, 20),
                PastRepository.instant(row, 21),
                List.of());
    }

    private static String[] spellings(String provider) {
        return new String[] {"f" + provider.substring(1), "t" + provider.substring(1)};
    }

    private static Optional<DealPast> first(List<DealPast> deals) {
        return deals.stream().findFirst();
    }
}
