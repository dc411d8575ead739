package io.whypfs.events;

/**
 * A fact in the past tense.
 *
 * <p>Fields are the record's components: a component is required unless it is marked nullable.
 */
public sealed interface Event permits ContentEvent, BucketEvent, PieceEvent, TransferEvent, DealEvent {

    /** The name of the type in the envelope. */
    String type();

    /** The version of the type's shape. */
    int version();

    /** The topic this fact is told on. */
    String topic();

    /** The record's key: facts with the same key keep their order. */
    String key();
}
