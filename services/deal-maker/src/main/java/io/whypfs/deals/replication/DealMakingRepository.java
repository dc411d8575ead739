package io.whypfs.deals.replication;

import io.whypfs.deals.deals.DealStoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import javax.sql.DataSource;

/** The operator's switch, in the one row of the table {@code deal_making}. */
public final class DealMakingRepository implements DealMakingSwitch {

    private final DataSource dataSource;

    public DealMakingRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Setting read() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select enabled, reason, changed_at from deal_making");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return new Setting(
                    rows.getBoolean(1), rows.getString(2), rows.getTimestamp(3).toInstant());
        } catch (SQLException e) {
            throw new DealStoreException("Whether deals are made cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void set(boolean enabled, String reason, Instant at) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update deal_making set enabled = ?, reason = ?, changed_at = ?")) {
            update.setBoolean(1, enabled);
            update.setString(2, reason);
            update.setTimestamp(3, Timestamp.from(at));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new DealStoreException("Whether deals are made cannot be written: " + e.getMessage(), e);
        }
    }
}
