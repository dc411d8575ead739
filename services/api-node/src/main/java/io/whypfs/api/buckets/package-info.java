/**
 * Buckets as users see them: made, listed, sealed and paused through the bucket-scheduler, which owns them.
 *
 * <p>{@link io.whypfs.api.buckets.BucketDoor} asks the scheduler and shows a bucket to its owner and to administrators only;
 * a stranger's bucket is answered like one that does not exist. {@link io.whypfs.api.buckets.WishedBuckets} is for uploads
 * that name one: the answer is remembered, so that an upload does not need the scheduler each time.
 */
@NullMarked
package io.whypfs.api.buckets;

import org.jspecify.annotations.NullMarked;
