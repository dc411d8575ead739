package io.whypfs.deals.funds;

import io.whypfs.deals.wallet.AccountNotes;
import io.whypfs.filecoin.address.Address;
import java.sql.SQLException;
import java.util.Optional;

/** Says of an account how its funds stand. */
final class FundNotes implements AccountNotes {

    private final StandingRepository standings;

    FundNotes(StandingRepository standings) {
        this.standings = standings;
    }

    @Override
    public Optional<String> note(Address account) {
        try {
            return standings
                    .find(account)
                    .map(standing ->
                            standing.reason().why() + " " + standing.reason().next());
        } catch (SQLException e) {
            return Optional.of("How the funds stand cannot be read, because PostgreSQL does not answer.");
        }
    }
}
