package io.whypfs.deals.funds;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/** The table {@code fund_standings}, and the right to move a wallet's funds. */
final class StandingRepository {

    private static final Executor SAME_THREAD = Runnable::run;
    private static final Reason WAITING =
            new Reason("A proposal waits for funds.", "The job funds looks after it at its next run.");

    private final DataSource dataSource;

    StandingRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    Optional<FundStanding> find(Address wallet) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        select needed, needed_epoch, faucet_epoch, since, why, next, next_at from fund_standings
                            where wallet = ?
                        """)) {
            select.setString(1, wallet.toString());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new FundStanding(
                        FundsRepository.amount(row, 1),
                        row.getLong(2),
                        optionalLong(row, "faucet_epoch"),
                        row.getTimestamp("since").toInstant(),
                        reason(row)));
            }
        }
    }

    /** Notes that a proposal of this price waits; of several the largest, unless that was asked for too long ago. */
    void need(Address wallet, TokenAmount needed, long epoch, int lifeEpochs, Instant now) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement upsert = connection.prepareStatement("""
                        insert into fund_standings as s (wallet, needed, needed_epoch, since, why, next)
                            values (?, ?, ?, ?, ?, ?)
                            on conflict (wallet) do update set
                                needed = case when s.needed_epoch < ? then excluded.needed
                                    else greatest(s.needed, excluded.needed) end,
                                needed_epoch = greatest(s.needed_epoch, excluded.needed_epoch)
                        """)) {
            upsert.setString(1, wallet.toString());
            upsert.setBigDecimal(2, new BigDecimal(needed.attoFil()));
            upsert.setLong(3, epoch);
            upsert.setTimestamp(4, Timestamp.from(now));
            upsert.setString(5, WAITING.why());
            upsert.setString(6, WAITING.next());
            upsert.setLong(7, epoch - lifeEpochs);
            upsert.executeUpdate();
        }
    }

    /** Notes that no proposal waits any more; one that still does asks again. */
    void noNeed(Address wallet) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update fund_standings set needed = 0 where wallet = ? and needed > 0")) {
            update.setString(1, wallet.toString());
            update.executeUpdate();
        }
    }

    void stand(Address wallet, Reason reason, Instant now) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement upsert = connection.prepareStatement("""
                        insert into fund_standings as s (wallet, since, why, next, next_at) values (?, ?, ?, ?, ?)
                            on conflict (wallet) do update set
                                since = case when s.why = excluded.why then s.since else excluded.since end,
                                why = excluded.why, next = excluded.next, next_at = excluded.next_at
                        """)) {
            upsert.setString(1, wallet.toString());
            upsert.setTimestamp(2, Timestamp.from(now));
            upsert.setString(3, reason.why());
            upsert.setString(4, reason.next());
            upsert.setTimestamp(5, reason.nextAt().map(Timestamp::from).orElse(null));
            upsert.executeUpdate();
        }
    }

    /** Notes that the faucet is about to be asked. */
    void faucetAsked(Address wallet, long epoch) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update fund_standings set faucet_epoch = ? where wallet = ?")) {
            update.setLong(1, epoch);
            update.setString(2, wallet.toString());
            update.executeUpdate();
        }
    }

    /** The right to move this wallet's funds, unless another instance has it; the server frees it with the session. */
    Optional<Lease> lease(Address wallet) throws SQLException {
        Connection connection = dataSource.getConnection();
        boolean isTaken = false;
        try {
            isTaken = lock(connection, "select pg_try_advisory_lock(hashtextextended('deal.funds.' || ?, 0))", wallet);
            return isTaken ? Optional.of(new Lease(connection, wallet)) : Optional.empty();
        } catch (SQLException e) {
            // Whether the lock was taken is not known; it must not stay behind in a pool.
            connection.abort(SAME_THREAD);
            throw e;
        } finally {
            if (!isTaken) {
                connection.close();
            }
        }
    }

    private static boolean lock(Connection connection, String question, Address wallet) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, wallet.toString());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Held until it is closed or its connection ends. */
    static final class Lease implements AutoCloseable {
        private final Connection connection;
        private final Address wallet;

        private Lease(Connection connection, Address wallet) {
            this.connection = connection;
            this.wallet = wallet;
        }

        /** Gives the right back; when the server does not confirm it, the connection ends and the right with it. */
        @Override
        public void close() throws SQLException {
            boolean isReleased = false;
            try {
                isReleased =
                        lock(connection, "select pg_advisory_unlock(hashtextextended('deal.funds.' || ?, 0))", wallet);
            } finally {
                if (isReleased) {
                    connection.close();
                } else {
                    connection.abort(SAME_THREAD);
                }
            }
        }
    }

    static Reason reason(ResultSet row) throws SQLException {
        return new Reason(
                row.getString("why"),
                row.getString("next"),
                Optional.ofNullable(row.getTimestamp("next_at")).map(Timestamp::toInstant));
    }

    static OptionalLong optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
