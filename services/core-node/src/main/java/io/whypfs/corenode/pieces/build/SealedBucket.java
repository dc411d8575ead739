package io.whypfs.corenode.pieces.build;

import java.util.UUID;

/**
 * A bucket whose piece is to be built.
 *
 * @param members number of contents in it
 * @param parts number of parts in which they were told
 * @param estimateBytes about the length of the CAR
 * @param attempts how often it was tried without success
 */
record SealedBucket(UUID bucket, long bucketId, long members, int parts, long estimateBytes, int attempts) {}
