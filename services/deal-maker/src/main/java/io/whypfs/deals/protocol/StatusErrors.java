package io.whypfs.deals.protocol;

import java.util.List;
import java.util.Locale;

/**
 * Free texts by which providers say that they do not know a deal. Boost: "no storage deal found with deal UUID ...". Curio
 * says "failed to get sealed deal status", for a deal that it does not have, and when its database fails it there.
 */
final class StatusErrors {

    private static final List<String> UNKNOWN = List.of(
            "no storage deal found",
            "deal not found",
            "no such deal",
            "unknown deal",
            "failed to get sealed deal status");

    private StatusErrors() {}

    static boolean meansUnknown(String error) {
        String lower = error.toLowerCase(Locale.ROOT);
        return UNKNOWN.stream().anyMatch(lower::contains);
    }
}
