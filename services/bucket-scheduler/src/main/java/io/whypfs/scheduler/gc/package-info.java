/**
 * The garbage collection of the scheduler: it files what is old and gives up what waits in vain, never in silence.
 *
 * <p>{@link io.whypfs.scheduler.gc.Retirement} retires buckets that were completed long ago, and dedicated ones that nobody
 * has used for as long; a bucket that still waits for its piece or its deals is never retired. {@link
 * io.whypfs.scheduler.gc.GivingUp} gives notice to contents that have waited for very long, and gives them up at the time of
 * the notice. No blocks are touched here. {@link io.whypfs.scheduler.gc.GcJob} runs both on the queue.
 */
@NullMarked
package io.whypfs.scheduler.gc;

import org.jspecify.annotations.NullMarked;
