package io.whypfs.deals.wallet;

import io.whypfs.deals.wallet.KeySealer.Sealed;
import io.whypfs.deals.wallet.WalletRow.Origin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The tables {@code wallet_accounts} and {@code wallet_audit}. Each change and its audit row are one transaction. */
final class WalletRepository {

    private final DataSource dataSource;

    WalletRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** All accounts, the default first, then in the order they came. */
    List<WalletRow> all() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        select address, key_type, kdf, salt, nonce, sealed, standard from wallet_accounts
                            order by standard desc, id
                        """);
                ResultSet rows = select.executeQuery()) {
            List<WalletRow> accounts = new ArrayList<>();
            while (rows.next()) {
                Sealed sealed = new Sealed(rows.getString(3), rows.getBytes(4), rows.getBytes(5), rows.getBytes(6));
                accounts.add(new WalletRow(rows.getString(1), rows.getString(2), sealed, rows.getBoolean(7)));
            }
            return accounts;
        }
    }

    /**
     * Keeps a new account; it becomes the default when there is none. One that is there already stays as it is.
     *
     * @return whether it was new
     */
    boolean add(WalletRow row, Origin origin, Instant now) throws SQLException {
        return inTransaction(connection -> {
            lock(connection);
            return insert(connection, row, origin, now, "");
        });
    }

    /** Keeps the account unless any is there, also one that another instance adds at this moment. */
    boolean addFirst(WalletRow row, Instant now) throws SQLException {
        return inTransaction(connection -> {
            lock(connection);
            return insert(connection, row, Origin.created, now, "where not exists (select from wallet_accounts)");
        });
    }

    /** @return whether the account is there */
    boolean makeDefault(String address, Instant now) throws SQLException {
        return inTransaction(connection -> {
            lock(connection);
            try (PreparedStatement clear = connection.prepareStatement("""
                            update wallet_accounts set standard = false
                                where standard and address <> ? and exists (
                                    select from wallet_accounts where address = ?)
                            """);
                    PreparedStatement set = connection.prepareStatement(
                            "update wallet_accounts set standard = true where address = ?")) {
                clear.setString(1, address);
                clear.setString(2, address);
                clear.executeUpdate();
                set.setString(1, address);
                boolean isThere = set.executeUpdate() == 1;
                if (isThere) {
                    note(connection, "made default", address, now);
                }
                return isThere;
            }
        });
    }

    /** Notes that a key was handed out. */
    void noteExport(String address, Instant now) throws SQLException {
        inTransaction(connection -> {
            note(connection, "exported", address, now);
            return true;
        });
    }

    private static boolean insert(Connection connection, WalletRow row, Origin origin, Instant now, String condition)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("""
                insert into wallet_accounts (address, key_type, kdf, salt, nonce, sealed, standard, origin, created_at)
                    select ?, ?, ?, ?, ?, ?, not exists (select from wallet_accounts where standard), ?, ?
                """ + condition + " on conflict (address) do nothing")) {
            insert.setString(1, row.address());
            insert.setString(2, row.keyType());
            insert.setString(3, row.sealed().kdf());
            insert.setBytes(4, row.sealed().salt());
            insert.setBytes(5, row.sealed().nonce());
            insert.setBytes(6, row.sealed().bytes());
            insert.setString(7, origin.name());
            insert.setTimestamp(8, Timestamp.from(now));
            boolean isNew = insert.executeUpdate() == 1;
            if (isNew) {
                note(connection, origin.name(), row.address(), now);
            }
            return isNew;
        }
    }

    private static void note(Connection connection, String action, String address, Instant now) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into wallet_audit (at, action, address) values (?, ?, ?)")) {
            insert.setTimestamp(1, Timestamp.from(now));
            insert.setString(2, action);
            insert.setString(3, address);
            insert.executeUpdate();
        }
    }

    /** Two instances that start together must not both find an empty table. */
    private static void lock(Connection connection) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("lock table wallet_accounts in share row exclusive mode")) {
            lock.execute();
        }
    }

    @FunctionalInterface
    private interface Change {
        boolean apply(Connection connection) throws SQLException;
    }

    private boolean inTransaction(Change change) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            boolean isCommitted = false;
            try {
                boolean result = change.apply(connection);
                connection.commit();
                isCommitted = true;
                return result;
            } finally {
                if (!isCommitted) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        }
    }
}
