package io.whypfs.scheduler.buckets;

import java.util.UUID;

/** Contents that wait for the same open bucket, the oldest first. */
public sealed interface WaitingQueue {

    /** Contents without a wish; {@code core} is their home, empty when it was never told. */
    record OfCore(String core) implements WaitingQueue {}

    /** Contents whose owner wished for this bucket, or its line. */
    record OfBucket(UUID wished) implements WaitingQueue {}
}
