package io.whypfs.events;

/** A fact about a deal, told on {@link Topics#DEAL}. */
public sealed interface DealEvent extends Event permits DealChanged {

    @Override
    default String topic() {
        return Topics.DEAL;
    }
}
