/**
 * The checker: does each bucket have the live deals it should have?
 *
 * <p>{@link io.whypfs.scheduler.checker.DealHandler} keeps what deal-maker tells in {@code bucket_deals} and counts it on the
 * bucket. {@link io.whypfs.scheduler.checker.Checker} completes buckets that have enough active deals and tells, at most once
 * per audit period, which completed ones lack some; it repairs nothing, deal-maker does. {@link
 * io.whypfs.scheduler.checker.CheckerJob} runs it on the queue.
 */
@NullMarked
package io.whypfs.scheduler.checker;

import org.jspecify.annotations.NullMarked;
