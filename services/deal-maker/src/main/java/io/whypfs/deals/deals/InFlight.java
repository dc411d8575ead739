package io.whypfs.deals.deals;

import io.whypfs.filecoin.address.Address;
import java.util.Map;

/** Deals that take attention now, at each provider. */
public record InFlight(Map<Address, Integer> byProvider) {

    public InFlight {
        byProvider = Map.copyOf(byProvider);
    }

    public int total() {
        return byProvider.values().stream().mapToInt(Integer::intValue).sum();
    }
}
