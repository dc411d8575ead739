package io.whypfs.migrations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * The login roles and what they may do: each its own schema's rows, never DDL, never another schema.
 *
 * <p>Identifiers are quoted by the server ({@code format('%I')}); passwords leave this process only as a SCRAM verifier,
 * so that they do not appear in a statement log.
 */
final class SchemaRoleRepository {

    private static final long LOCK = 0x5768795046530001L;

    private final Connection connection;

    SchemaRoleRepository(Connection connection) {
        this.connection = connection;
    }

    /** Held until the connection closes: two migrators run one after the other. */
    void lock() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_advisory_lock(?)")) {
            statement.setLong(1, LOCK);
            statement.execute();
        }
    }

    void closePublic() throws SQLException {
        run("revoke all on schema public from public");
        run(formatted("revoke all on database %I from public", database()));
    }

    void createRole(String role, String password) throws SQLException {
        if (!exists(role)) {
            run(formatted("create role %I login", role));
        }
        connection.unwrap(PGConnection.class).alterUserPassword(role, password.toCharArray(), "scram-sha-256");
    }

    void createSchema(String schema, String role) throws SQLException {
        run(formatted("create schema if not exists %I", schema));
        run(formatted("revoke all on schema %I from public", schema));
        run(formatted("grant connect on database %I to %I", database(), role));
        run(formatted("alter role %I in database %I set search_path to %I", role, database(), schema));
    }

    void grantRows(String schema, String role) throws SQLException {
        run(formatted("grant usage on schema %I to %I", schema, role));
        run(formatted("grant select, insert, update, delete on all tables in schema %I to %I", schema, role));
        run(formatted("grant usage, select, update on all sequences in schema %I to %I", schema, role));
        if (historyExists(schema)) {
            run(formatted("revoke all on %I.%I from %I", schema, Migrator.HISTORY_TABLE, role));
        }
    }

    private boolean exists(String role) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
            statement.setString(1, role);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private boolean historyExists(String schema) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select 1 from pg_tables where schemaname = ? and tablename = ?")) {
            statement.setString(1, schema);
            statement.setString(2, Migrator.HISTORY_TABLE);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private String database() throws SQLException {
        return connection.getCatalog();
    }

    private String formatted(String template, String... identifiers) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select format(?, variadic ?)")) {
            statement.setString(1, template);
            statement.setArray(2, connection.createArrayOf("text", identifiers));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
