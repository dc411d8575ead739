package io.whypfs.deals.deals;

import java.util.UUID;

/** Somebody else changed the deal since it was read; nothing was written. */
public final class StaleDealException extends Exception {

    public StaleDealException(UUID deal) {
        super("The deal " + deal + " was changed by somebody else meanwhile.");
    }
}
