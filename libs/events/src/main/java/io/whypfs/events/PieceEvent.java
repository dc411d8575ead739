package io.whypfs.events;

/** A fact about the piece of a bucket, told on {@link Topics#PIECE}. */
public sealed interface PieceEvent extends Event permits PieceReady, PieceDelayed {

    @Override
    default String topic() {
        return Topics.PIECE;
    }
}
