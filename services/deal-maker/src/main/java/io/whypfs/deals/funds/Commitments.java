package io.whypfs.deals.funds;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import java.math.BigInteger;

/** What our own proposals will take from a client, which the chain does not know yet. */
public interface Commitments {

    /** Sum of price times duration of the proposals that are made, and neither published nor over. */
    TokenAmount unpublished(Address client);

    /** Sum of the padded sizes of the verified proposals that are made, and neither published nor over; bytes. */
    BigInteger unpublishedDatacap(Address client);

    /** Sum of price times duration of all proposals made after this epoch, whatever became of them. */
    TokenAmount proposedSince(Address client, long epoch);
}
