/**
 * Buckets: what they are, when they are sealed, how they are kept and shown.
 *
 * <p>{@link io.whypfs.scheduler.buckets.Bucket} and its parts are values; {@link io.whypfs.scheduler.buckets.SealingRule}
 * and {@link io.whypfs.scheduler.buckets.PieceSpace} decide when one is full, {@link io.whypfs.scheduler.buckets.Sealing}
 * closes it and tells its members, {@link io.whypfs.scheduler.buckets.BucketStanding} says why it is where it is and what
 * comes next. Jobs reach storage through {@link io.whypfs.scheduler.buckets.Ledger} only, one transaction at a time by
 * {@link io.whypfs.scheduler.buckets.Transactions}, so that they run under virtual time without a database as well.
 * {@link io.whypfs.scheduler.buckets.BucketResource} is the door for other services.
 */
@NullMarked
package io.whypfs.scheduler.buckets;

import org.jspecify.annotations.NullMarked;
