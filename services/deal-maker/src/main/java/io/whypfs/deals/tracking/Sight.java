package io.whypfs.deals.tracking;

import io.whypfs.deals.deals.Publication;

/** What the chain shows of a deal's publication. */
sealed interface Sight {

    /**
     * Nothing that counts; it may come.
     *
     * @param why one sentence
     */
    record NotYet(String why) implements Sight {}

    /** The chain took the deal. */
    record Found(Publication publication) implements Sight {}

    /**
     * The chain will not take this deal, or took another one in its place.
     *
     * @param why one sentence
     */
    record Lost(String why) implements Sight {}
}
