/**
 * The creator: puts contents that wait into buckets.
 *
 * <p>{@link io.whypfs.scheduler.creator.Assignment} goes through the queues of contents (one per core, one per bucket wished
 * for), takes some hundreds or thousands at a time, and has {@link io.whypfs.scheduler.creator.Packing} decide which of
 * them the open bucket still takes. A bucket that is full is sealed on the spot and followed by the next. {@link
 * io.whypfs.scheduler.creator.CreatorJob} runs it on the queue.
 */
@NullMarked
package io.whypfs.scheduler.creator;

import org.jspecify.annotations.NullMarked;
