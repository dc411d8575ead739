package io.whypfs.events;

/** A fact about the transfer of a piece to a storage provider, told on {@link Topics#TRANSFER}. */
public sealed interface TransferEvent extends Event permits PieceFetched {

    @Override
    default String topic() {
        return Topics.TRANSFER;
    }
}
