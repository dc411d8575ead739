package io.whypfs.corenode.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Rows of {@code core.nodes}. */
public final class NodesRepository {

    private static final String UPSERT = """
            INSERT INTO core.nodes (id, url, state, free_bytes, reserve_bytes, blocks, started_at, last_seen)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET url = excluded.url, state = excluded.state, free_bytes = excluded.free_bytes,
                reserve_bytes = excluded.reserve_bytes, blocks = excluded.blocks, started_at = excluded.started_at,
                last_seen = excluded.last_seen
            """;
    private static final String ALL = """
            SELECT id, url, state, free_bytes, reserve_bytes, blocks, started_at, last_seen
            FROM core.nodes ORDER BY id
            """;
    private static final String DRAINING = "draining";

    private final DataSource dataSource;

    public NodesRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Writes one node's row, new or not. */
    public void put(Node node) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            statement.setObject(1, node.id());
            statement.setString(2, node.url());
            statement.setString(3, node.isDraining() ? DRAINING : "active");
            statement.setLong(4, node.freeBytes());
            statement.setLong(5, node.reserveBytes());
            statement.setLong(6, node.blocks());
            statement.setObject(7, node.startedAt().atOffset(ZoneOffset.UTC));
            statement.setObject(8, node.lastSeen().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    /** Returns all nodes that ever registered, by id. */
    public List<Node> findAll() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(ALL);
                ResultSet rows = statement.executeQuery()) {
            List<Node> nodes = new ArrayList<>();
            while (rows.next()) {
                nodes.add(new Node(
                        rows.getObject(1, UUID.class),
                        rows.getString(2),
                        DRAINING.equals(rows.getString(3)),
                        rows.getLong(4),
                        rows.getLong(5),
                        rows.getLong(6),
                        rows.getObject(7, OffsetDateTime.class).toInstant(),
                        rows.getObject(8, OffsetDateTime.class).toInstant()));
            }
            return nodes;
        }
    }
}
