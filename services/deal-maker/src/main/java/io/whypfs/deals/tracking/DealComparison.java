package io.whypfs.deals.tracking;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.DealProposal;
import java.util.ArrayList;
import java.util.List;

/** What the chain has, against what we proposed. */
final class DealComparison {

    private DealComparison() {}

    /**
     * The fields in which the two differ, each in words; empty when a copy may count.
     *
     * @param clientId our client in id form, as the chain keeps it
     */
    static List<String> differences(DealProposal ours, Address clientId, DealProposal theirs) {
        List<String> found = new ArrayList<>();
        compare(found, "piece", ours.pieceCid(), theirs.pieceCid());
        compare(
                found,
                "piece size",
                ours.pieceSize().bytes(),
                theirs.pieceSize().bytes());
        compare(found, "verified", ours.verified(), theirs.verified());
        if (!theirs.client().equals(clientId)) {
            compare(found, "client", ours.client(), theirs.client());
        }
        compare(found, "provider", ours.provider(), theirs.provider());
        compare(found, "label", ours.label(), theirs.label());
        compare(found, "start", ours.start(), theirs.start());
        compare(found, "end", ours.end(), theirs.end());
        compare(found, "price per epoch", ours.storagePricePerEpoch(), theirs.storagePricePerEpoch());
        compare(found, "provider's collateral", ours.providerCollateral(), theirs.providerCollateral());
        compare(found, "client's collateral", ours.clientCollateral(), theirs.clientCollateral());
        return found;
    }

    private static void compare(List<String> found, String field, Object ours, Object theirs) {
        if (!ours.equals(theirs)) {
            found.add(field + " is " + theirs + " and not " + ours);
        }
    }
}
