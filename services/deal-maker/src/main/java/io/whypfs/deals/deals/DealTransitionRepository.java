package io.whypfs.deals.deals;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The table {@code deal_transitions}, on the caller's connection and in its transaction. */
final class DealTransitionRepository {

    /** Notes that the deal came into the state it has. */
    void insert(Connection connection, Deal deal, Moment now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into deal_transitions (deal, revision, state, at, epoch, why, next, next_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setObject(1, deal.uuid());
            insert.setLong(2, deal.revision());
            insert.setString(3, deal.word());
            insert.setTimestamp(4, Timestamp.from(now.at()));
            insert.setLong(5, now.epoch());
            insert.setString(6, deal.reason().why());
            insert.setString(7, deal.reason().next());
            insert.setTimestamp(8, DealRepository.timestamp(deal.reason().nextAt()));
            insert.executeUpdate();
        }
    }

    /** All of a deal, oldest first. */
    List<DealTransition> of(Connection connection, UUID deal) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select state, at, epoch, why, next, next_at from deal_transitions where deal = ? order by revision""")) {
            select.setObject(1, deal);
            try (ResultSet rows = select.executeQuery()) {
                List<DealTransition> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new DealTransition(
                            rows.getString(1),
                            rows.getTimestamp(2).toInstant(),
                            rows.getLong(3),
                            rows.getString(4),
                            rows.getString(5),
                            DealRows.instant(rows, "next_at")));
                }
                return found;
            }
        }
    }
}
