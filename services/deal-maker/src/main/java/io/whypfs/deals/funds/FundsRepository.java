package io.whypfs.deals.funds;

import io.whypfs.deals.funds.FundMessage.Version;
import io.whypfs.deals.funds.FundMessageState.Inclusion;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.message.SignedMessage;
import io.whypfs.multiformats.Cid;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** The tables {@code fund_messages} and {@code fund_message_versions}. Each method is one transaction. */
final class FundsRepository {

    private final DataSource dataSource;

    FundsRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The message of this wallet that is not over. */
    Optional<FundMessage> underWay(Address wallet) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        select id, nonce, amount, state, since, why, next, next_at, included_epoch, included_cid,
                                exit_code, nonce_gone_epoch
                            from fund_messages where wallet = ? and state not in ('done', 'failed')
                        """)) {
            select.setString(1, wallet.toString());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(message(connection, wallet, row)) : Optional.empty();
            }
        }
    }

    /** Sum of what was moved, or is under way, of all wallets after this epoch. */
    TokenAmount addedSince(long epoch) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        select coalesce(sum(amount), 0) from fund_messages where created_epoch > ? and state <> 'failed'
                        """)) {
            select.setLong(1, epoch);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return amount(row, 1);
            }
        }
    }

    /**
     * Keeps a new message and its first version.
     *
     * @throws SQLException also when the wallet has another message under way
     */
    FundMessage start(Address wallet, TokenAmount amount, SignedMessage signed, long epoch, Reason reason, Instant now)
            throws SQLException {
        return inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into fund_messages (wallet, nonce, amount, state, since, why, next, next_at, created_epoch,
                            created_at)
                        values (?, ?, ?, 'signed', ?, ?, ?, ?, ?, ?) returning id
                    """)) {
                insert.setString(1, wallet.toString());
                insert.setLong(2, signed.message().nonce());
                insert.setBigDecimal(3, new BigDecimal(amount.attoFil()));
                insert.setTimestamp(4, Timestamp.from(now));
                setReason(insert, 5, reason);
                insert.setLong(8, epoch);
                insert.setTimestamp(9, Timestamp.from(now));
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    long id = row.getLong(1);
                    Version first = new Version(1, signed, epoch, OptionalLong.empty());
                    insertVersion(connection, id, first);
                    return new FundMessage(
                            id,
                            wallet,
                            signed.message().nonce(),
                            amount,
                            new FundMessageState.Signed(),
                            now,
                            reason,
                            OptionalLong.empty(),
                            List.of(first));
                }
            }
        });
    }

    /** Keeps a further version, with the message's new state; fails when there is one with that number. */
    void addVersion(FundMessage message, Version version) throws SQLException {
        inTransaction(connection -> {
            insertVersion(connection, message.id(), version);
            update(connection, message);
            return message;
        });
    }

    /** Notes that a node has a version, with the message's new state. */
    void pushed(FundMessage message, int version, long epoch) throws SQLException {
        inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update fund_message_versions set pushed_epoch = ? where message = ? and version = ?")) {
                update.setLong(1, epoch);
                update.setLong(2, message.id());
                update.setInt(3, version);
                update.executeUpdate();
            }
            update(connection, message);
            return message;
        });
    }

    void update(FundMessage message) throws SQLException {
        inTransaction(connection -> {
            update(connection, message);
            return message;
        });
    }

    private static void update(Connection connection, FundMessage message) throws SQLException {
        Optional<Inclusion> inclusion = inclusion(message.state());
        try (PreparedStatement update = connection.prepareStatement("""
                update fund_messages set state = ?, since = ?, why = ?, next = ?, next_at = ?, included_epoch = ?,
                        included_cid = ?, exit_code = ?, nonce_gone_epoch = ?
                    where id = ? and state not in ('done', 'failed')
                """)) {
            update.setString(1, message.state().text());
            update.setTimestamp(2, Timestamp.from(message.since()));
            setReason(update, 3, message.reason());
            update.setObject(6, inclusion.map(Inclusion::epoch).orElse(null), Types.BIGINT);
            update.setString(7, inclusion.map(at -> at.cid().toString()).orElse(null));
            update.setObject(8, inclusion.map(Inclusion::exitCode).orElse(null), Types.INTEGER);
            OptionalLong gone = message.nonceGoneEpoch();
            update.setObject(9, gone.isPresent() ? gone.getAsLong() : null, Types.BIGINT);
            update.setLong(10, message.id());
            if (update.executeUpdate() != 1) {
                throw new SQLException("The message " + message.id() + " is over already.");
            }
        }
    }

    private static Optional<Inclusion> inclusion(FundMessageState state) {
        return switch (state) {
            case FundMessageState.Included(Inclusion at) -> Optional.of(at);
            case FundMessageState.Done(Inclusion at) -> Optional.of(at);
            case FundMessageState.Signed _, FundMessageState.Pushed _, FundMessageState.Failed _ -> Optional.empty();
        };
    }

    private static void insertVersion(Connection connection, long message, Version version) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into fund_message_versions (message, version, cid, signed, signed_epoch) values (?, ?, ?, ?, ?)
                """)) {
            insert.setLong(1, message);
            insert.setInt(2, version.number());
            insert.setString(3, version.signed().cid().toString());
            insert.setBytes(4, version.signed().encode());
            insert.setLong(5, version.signedEpoch());
            insert.executeUpdate();
        }
    }

    private static FundMessage message(Connection connection, Address wallet, ResultSet row) throws SQLException {
        long id = row.getLong("id");
        return new FundMessage(
                id,
                wallet,
                row.getLong("nonce"),
                amount(row, 3),
                state(row),
                row.getTimestamp("since").toInstant(),
                StandingRepository.reason(row),
                StandingRepository.optionalLong(row, "nonce_gone_epoch"),
                versions(connection, id));
    }

    private static FundMessageState state(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return switch (state) {
            case "signed" -> new FundMessageState.Signed();
            case "pushed" -> new FundMessageState.Pushed();
            case "included" ->
                new FundMessageState.Included(new Inclusion(
                        row.getLong("included_epoch"),
                        Cid.parse(row.getString("included_cid")),
                        row.getInt("exit_code")));
            default -> throw new SQLException("There is no state " + state + " of a message under way.");
        };
    }

    private static List<Version> versions(Connection connection, long message) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select version, signed, signed_epoch, pushed_epoch from fund_message_versions
                    where message = ? order by version
                """)) {
            select.setLong(1, message);
            List<Version> versions = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    versions.add(new Version(
                            row.getInt("version"),
                            SignedMessage.decode(row.getBytes("signed")),
                            row.getLong("signed_epoch"),
                            StandingRepository.optionalLong(row, "pushed_epoch")));
                }
            }
            return versions;
        }
    }

    private static void setReason(PreparedStatement statement, int at, Reason reason) throws SQLException {
        statement.setString(at, reason.why());
        statement.setString(at + 1, reason.next());
        statement.setTimestamp(at + 2, reason.nextAt().map(Timestamp::from).orElse(null));
    }

    static TokenAmount amount(ResultSet row, int column) throws SQLException {
        return new TokenAmount(row.getBigDecimal(column).toBigIntegerExact());
    }

    @FunctionalInterface
    private interface Change {
        FundMessage apply(Connection connection) throws SQLException;
    }

    private FundMessage inTransaction(Change change) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            boolean isCommitted = false;
            try {
                FundMessage result = change.apply(connection);
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
