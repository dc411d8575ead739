package io.whypfs.deals.replication;

import io.whypfs.deals.choice.Choice;
import io.whypfs.deals.choice.PieceNeed;

/** Chooses providers. */
@FunctionalInterface
public interface ProviderPicks {

    Picked pick(PieceNeed need);

    /**
     * A choice.
     *
     * @param text question and answer, as they are kept
     */
    record Picked(Choice choice, String text) {}
}
