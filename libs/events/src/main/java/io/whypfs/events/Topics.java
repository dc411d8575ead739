package io.whypfs.events;

/** Names of topics. */
public final class Topics {

    /** {@link ContentStored} and {@link ContentDeleted}, keyed by content id. */
    public static final String CONTENT = "whypfs.content.v1";

    private Topics() {}

    /** The topic that takes the records of {@code topic} which the consumer group {@code group} cannot process. */
    public static String deadLetter(String topic, String group) {
        return topic + "." + group + ".dlt";
    }
}
