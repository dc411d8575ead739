package io.whypfs.api.homes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Rows of {@code content_homes}; blocking. */
public final class HomeRepository {

    private static final int HOMES_OF_ONE_ROOT = 32;

    private final DataSource dataSource;

    public HomeRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Cores that hold a stored content with this root; empty when there is none. */
    public List<UUID> findCores(byte[] rootMultihash) throws SQLException {
        String sql = """
                select distinct h.core_id from content_homes h join contents c on c.id = h.content_id
                where c.root = ? and c.deleted_at is null and h.state = 'stored' limit ?""";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBytes(1, rootMultihash);
            statement.setInt(2, HOMES_OF_ONE_ROOT);
            List<UUID> cores = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    cores.add(rows.getObject(1, UUID.class));
                }
            }
            return cores;
        }
    }

    /** Those of {@code contents} that live on {@code core}. */
    public Set<Long> findStored(UUID core, Collection<Long> contents) throws SQLException {
        String sql =
                "select content_id from content_homes where core_id = ? and content_id = any(?) and state = 'stored'";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, core);
            statement.setArray(2, connection.createArrayOf("bigint", contents.toArray()));
            Set<Long> stored = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    stored.add(rows.getLong(1));
                }
            }
            return stored;
        }
    }

    /** Contents whose pins are to be released, by core; at most {@code limit}. */
    public Map<UUID, List<Long>> findReleasing(int limit) throws SQLException {
        String sql = "select core_id, content_id from content_homes where state = 'releasing' limit ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, limit);
            Map<UUID, List<Long>> releasing = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    releasing
                            .computeIfAbsent(rows.getObject(1, UUID.class), first -> new ArrayList<>())
                            .add(rows.getLong(2));
                }
            }
            return releasing;
        }
    }

    /** Forgets homes whose pins are released; idempotent. */
    public void deleteReleased(UUID core, Collection<Long> contents) throws SQLException {
        String sql = "delete from content_homes where core_id = ? and content_id = any(?) and state = 'releasing'";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, core);
            statement.setArray(2, connection.createArrayOf("bigint", contents.toArray()));
            statement.executeUpdate();
        }
    }
}
