package io.whypfs.scheduler.buckets;

/**
 * A content that waits for a bucket.
 *
 * @param content its id
 * @param cid its root
 * @param carBytes length of its CAR
 * @param home the first of its home cores; empty when it was never told
 */
public record Waiting(long content, String cid, long carBytes, String home) {}
