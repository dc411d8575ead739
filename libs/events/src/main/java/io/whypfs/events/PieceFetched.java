package io.whypfs.events;

import java.util.Objects;
import java.util.UUID;

/**
 * A storage provider fetches a piece for a deal.
 *
 * @param deal the deal
 * @param pieceCid PieceCID version 1
 * @param bytesServed number of distinct bytes of the piece that were served so far
 * @param whole whether every byte was served
 */
public record PieceFetched(UUID deal, String pieceCid, long bytesServed, boolean whole) implements TransferEvent {

    public static final String TYPE = "PieceFetched";
    public static final int VERSION = 1;

    public PieceFetched {
        Objects.requireNonNull(deal, "deal");
        Objects.requireNonNull(pieceCid, "pieceCid");
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public String key() {
        return deal.toString();
    }
}
