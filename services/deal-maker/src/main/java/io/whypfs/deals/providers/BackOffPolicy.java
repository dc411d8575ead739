package io.whypfs.deals.providers;

import java.util.List;
import java.util.UUID;

/**
 * How many epochs a provider is left alone after what.
 *
 * @param failures after the first failure in a row, the second, and so on; the last one counts for all further ones
 */
public record BackOffPolicy(
        List<Long> failures, long busyLeast, long busyMost, long notAllowed, long kindNotTaken, long askChanged) {

    public BackOffPolicy {
        failures = List.copyOf(failures);
        if (failures.isEmpty() || busyMost < busyLeast) {
            throw new IllegalArgumentException("whypfs.providers.back-off wants at least one number of failures, and "
                    + "busy-most not below busy-least.");
        }
    }

    static BackOffPolicy of(ProvidersConfig.BackOffConfig config) {
        return new BackOffPolicy(
                config.failures(),
                config.busyLeast(),
                config.busyMost(),
                config.notAllowed(),
                config.kindNotTaken(),
                config.askChanged());
    }

    long failure(int inRow) {
        return failures.get(Math.min(inRow, failures.size()) - 1);
    }

    /** Drawn from the deal's id, so that the deals that a busy provider turned away do not all come back at once. */
    long busy(UUID deal) {
        return busyLeast + Math.floorMod(deal.getLeastSignificantBits(), busyMost - busyLeast + 1);
    }
}
