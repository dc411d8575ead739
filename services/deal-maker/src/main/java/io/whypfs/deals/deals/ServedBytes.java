package io.whypfs.deals.deals;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Notes how much of a piece was served for a deal. */
public final class ServedBytes {

    private final DealRepository deals = new DealRepository();

    /**
     * Notes it on the caller's connection, and makes the deal due; less than what is known is no news.
     *
     * @return whether there is such a deal
     */
    public boolean note(Connection connection, UUID deal, long bytes, boolean whole) throws SQLException {
        return deals.served(connection, deal, bytes, whole);
    }
}
