package io.whypfs.events;

/** Names of topics. */
public final class Topics {

    /** {@link ContentEvent}s, keyed by content id. */
    public static final String CONTENT = "whypfs.content.v1";

    /** {@link BucketEvent}s, keyed by the bucket's uuid. */
    public static final String BUCKET = "whypfs.bucket.v1";

    /** {@link PieceEvent}s, keyed by the uuid of the bucket that the piece is made of. */
    public static final String PIECE = "whypfs.piece.v1";

    /** {@link TransferEvent}s, keyed by the deal's uuid. */
    public static final String TRANSFER = "whypfs.transfer.v1";

    /** {@link DealEvent}s, keyed by the deal's uuid. */
    public static final String DEAL = "whypfs.deal.v1";

    private Topics() {}

    /** The topic that takes the records of {@code topic} which the consumer group {@code group} cannot process. */
    public static String deadLetter(String topic, String group) {
        return topic + "." + group + ".dlt";
    }
}
