package io.whypfs.auth.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The one query behind every request of every user: key hash to user, by the unique index on the hash.
 * It goes past Hibernate on purpose: no session, no transaction, one round trip.
 */
@ApplicationScoped
public class IntrospectionRepository {

    private static final String HOLDER_BY_HASH = """
            select u.id, u.username, u.perm, t.upload_only, t.expiry, u.storage_disabled, u.flags
              from auth.auth_tokens t
              join auth.users u on u.id = t.user_id
             where t.token_hash = ?""";

    private final DataSource database;

    IntrospectionRepository(DataSource database) {
        this.database = database;
    }

    /** Finds the user of a key, expired or not. */
    Optional<KeyHolder> findHolder(TokenHash hash) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(HOLDER_BY_HASH)) {
            select.setString(1, hash.text());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(read(rows)) : Optional.empty();
            }
        }
    }

    private static KeyHolder read(ResultSet row) throws SQLException {
        return new KeyHolder(
                row.getLong(1),
                row.getString(2),
                row.getInt(3),
                row.getBoolean(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getBoolean(6),
                row.getInt(7));
    }
}
