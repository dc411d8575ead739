package io.whypfs.deals.deals;

import io.whypfs.deals.pieces.Piece;
import io.whypfs.deals.pieces.PieceRepository;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Questions about deals, each in a transaction of its own. */
public final class DealQueryRepository {

    private final Transaction transaction;
    private final PieceRepository pieces;
    private final DealRepository deals = new DealRepository();
    private final DealTransitionRepository transitions = new DealTransitionRepository();

    public DealQueryRepository(DataSource dataSource, PieceRepository pieces) {
        this.transaction = new Transaction(dataSource);
        this.pieces = pieces;
    }

    /**
     * What is asked for.
     *
     * @param after only deals with a greater id
     */
    record Filter(
            @Nullable String state,
            @Nullable String provider,
            @Nullable UUID bucket,
            long after,
            int limit) {}

    /** By id, rising. */
    List<Deal> list(Filter filter) {
        return transaction.run("list deals", connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select * from deals
                    where (? is null or state = ?) and (? is null or provider = ?) and (? is null or bucket = ?) and id > ?
                    order by id limit ?""")) {
                text(select, 1, filter.state());
                text(select, 3, filter.provider());
                select.setObject(5, filter.bucket(), Types.OTHER);
                select.setObject(6, filter.bucket(), Types.OTHER);
                select.setLong(7, filter.after());
                select.setInt(8, filter.limit());
                try (ResultSet rows = select.executeQuery()) {
                    return DealRows.all(rows);
                }
            }
        });
    }

    private static void text(PreparedStatement select, int at, @Nullable String value) throws SQLException {
        select.setObject(at, value, Types.VARCHAR);
        select.setObject(at + 1, value, Types.VARCHAR);
    }

    List<Deal> ofBucket(UUID bucket) {
        return transaction.run("find a bucket's deals", connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select * from deals where bucket = ? order by id")) {
                select.setObject(1, bucket);
                try (ResultSet rows = select.executeQuery()) {
                    return DealRows.all(rows);
                }
            }
        });
    }

    Optional<Piece> piece(UUID bucket) {
        return transaction.run("find a piece", connection -> pieces.find(connection, bucket));
    }

    Optional<Deal> byUuid(UUID uuid) {
        return transaction.run("find a deal", connection -> deals.find(connection, uuid));
    }

    Optional<Deal> byId(long id) {
        return transaction.run("find a deal", connection -> {
            try (PreparedStatement select = connection.prepareStatement("select * from deals where id = ?")) {
                select.setLong(1, id);
                try (ResultSet rows = select.executeQuery()) {
                    return DealRows.all(rows).stream().findFirst();
                }
            }
        });
    }

    /** By the CID of the signed proposal; the newest, as a proposal is never made twice. */
    Optional<Deal> byProposal(String cid) {
        return transaction.run("find a deal", connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select * from deals where proposal_cid = ? order by id desc")) {
                select.setString(1, cid);
                try (ResultSet rows = select.executeQuery()) {
                    return DealRows.all(rows).stream().findFirst();
                }
            }
        });
    }

    List<DealTransition> transitions(UUID deal) {
        return transaction.run("find a deal's transitions", connection -> transitions.of(connection, deal));
    }

    /** How many deals are in each state; states nobody is in are left out. */
    Map<String, Long> countByState() {
        return transaction.run("count deals", connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement("select state, count(*) from deals group by state");
                    ResultSet rows = select.executeQuery()) {
                Map<String, Long> found = new HashMap<>();
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getLong(2));
                }
                return found;
            }
        });
    }
}
