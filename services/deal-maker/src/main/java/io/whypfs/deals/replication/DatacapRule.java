package io.whypfs.deals.replication;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.deals.DealState;
import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.funds.Commitments;
import io.whypfs.deals.pieces.Piece;
import io.whypfs.deals.protocol.RejectionClass;
import io.whypfs.filecoin.address.Address;
import java.math.BigInteger;
import java.util.List;

/** Whether a piece's next deals are paid with datacap. Source: WhyPFS reference of deals, section 6.3. */
final class DatacapRule {

    private static final long SMALLEST = 1L << 20;

    private final Chain chain;
    private final Commitments commitments;
    private final DealPolicy policy;

    DatacapRule(Chain chain, Commitments commitments, DealPolicy policy) {
        this.chain = chain;
        this.commitments = commitments;
        this.policy = policy;
    }

    /** Whether the client has enough for all of them beside what it promised already, and no provider said otherwise lately. */
    boolean pays(Address client, Piece piece, List<Deal> deals, int wanted, Moment now) throws ChainException {
        if (!policy.offers().verified() || piece.pieceSize().bytes() < SMALLEST || wasRefused(deals, now)) {
            return false;
        }
        BigInteger needed = BigInteger.valueOf(piece.pieceSize().bytes())
                .multiply(BigInteger.valueOf(wanted))
                .add(commitments.unpublishedDatacap(client));
        return chain.datacap(client).filter(left -> left.compareTo(needed) >= 0).isPresent();
    }

    private boolean wasRefused(List<Deal> deals, Moment now) {
        return deals.stream()
                .anyMatch(deal -> deal.state() instanceof DealState.Rejected rejected
                        && rejected.rejection() == RejectionClass.DATACAP
                        && deal.sinceEpoch() + policy.retries().excluded() > now.epoch());
    }
}
