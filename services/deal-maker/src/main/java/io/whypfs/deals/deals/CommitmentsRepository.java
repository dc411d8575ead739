package io.whypfs.deals.deals;

import io.whypfs.deals.funds.Commitments;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What our offers promise, from the table {@code deals}. */
public final class CommitmentsRepository implements Commitments {

    private final DataSource dataSource;

    public CommitmentsRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public TokenAmount unpublished(Address client) {
        return new TokenAmount(sum("""
                select coalesce(sum(price_per_epoch * (end_epoch - start_epoch)), 0) from deals
                where client = ? and state in ('proposing', 'accepted', 'transferring', 'transferred')
                  and proposed_epoch > ?""", client, -1));
    }

    @Override
    public BigInteger unpublishedDatacap(Address client) {
        return sum("""
                select coalesce(sum(piece_size), 0) from deals
                where client = ? and verified and state in ('proposing', 'accepted', 'transferring', 'transferred')
                  and proposed_epoch > ?""", client, -1);
    }

    @Override
    public TokenAmount proposedSince(Address client, long epoch) {
        return new TokenAmount(sum("""
                select coalesce(sum(price_per_epoch * (end_epoch - start_epoch)), 0) from deals
                where client = ? and proposed_epoch > ?""", client, epoch));
    }

    private BigInteger sum(String sql, Address client, long epoch) {
        return new Transaction(dataSource).run("add up offers", connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, client.toString());
                select.setLong(2, epoch);
                return first(select);
            }
        });
    }

    private static BigInteger first(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getBigDecimal(1).toBigIntegerExact();
        }
    }
}
