package io.whypfs.deals.wallet;

import io.whypfs.filecoin.address.Address;
import java.util.Optional;

/** What is to be said about an account beside its balances; who looks after its funds knows. */
public interface AccountNotes {

    /** Why the account waits for something and what happens next; empty when it does not. */
    Optional<String> note(Address account);
}
