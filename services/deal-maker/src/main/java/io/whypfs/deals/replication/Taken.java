package io.whypfs.deals.replication;

import io.whypfs.deals.deals.Deal;
import io.whypfs.filecoin.address.Address;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Which providers get no deal of a piece now, each with one sentence why. */
final class Taken {

    private Taken() {}

    /** @param withEnding whether those whose deal ends soon are left out too */
    static Map<Address, String> of(List<Deal> deals, long epoch, boolean withEnding) {
        Map<Address, String> taken = new HashMap<>();
        for (Deal deal : deals) {
            if (deal.state().isOver() && deal.state().retryEpoch() > epoch) {
                taken.put(deal.provider(), again(deal));
            }
        }
        for (Deal deal : deals) {
            if (deal.state().counts()) {
                taken.put(deal.provider(), "It has deal " + deal.id() + " of this piece.");
            } else if (withEnding && deal.state().isEnding()) {
                taken.put(deal.provider(), "Its deal " + deal.id() + " of this piece has not ended yet.");
            }
        }
        return taken;
    }

    private static String again(Deal deal) {
        String when = deal.state().retryEpoch() >= Long.MAX_VALUE / 2
                ? "it is not asked again for this piece."
                : "it is asked again from epoch " + deal.state().retryEpoch() + ".";
        return "Its deal " + deal.id() + " of this piece is " + deal.word() + " ("
                + deal.reason().why() + "); " + when;
    }

    /** The next epoch at which one of them may be asked again. */
    static OptionalLong nextRetry(List<Deal> deals, long epoch) {
        return deals.stream()
                .filter(deal -> deal.state().isOver())
                .mapToLong(deal -> deal.state().retryEpoch())
                .filter(retry -> retry > epoch && retry < Long.MAX_VALUE / 2)
                .min();
    }
}
