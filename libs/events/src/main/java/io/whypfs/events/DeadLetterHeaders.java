package io.whypfs.events;

/** Headers, in UTF-8 text, that a dead letter carries beside the unchanged record. */
public final class DeadLetterHeaders {

    /** Why the record could not be processed, one sentence. */
    public static final String ERROR = "whypfs-error";

    public static final String TOPIC = "whypfs-topic";
    public static final String PARTITION = "whypfs-partition";
    public static final String OFFSET = "whypfs-offset";

    private DeadLetterHeaders() {}
}
