/**
 * What the scheduler knows about contents.
 *
 * <p>{@link io.whypfs.scheduler.contents.ContentHandler} takes the facts of the topic and has {@link
 * io.whypfs.scheduler.contents.ContentRepository} write each fact in the consumer's transaction: stored is {@code
 * unassigned}, deleted is {@code dropped}, for good, and leaves its bucket while that takes contents. {@link
 * io.whypfs.scheduler.contents.ContentResource} answers from the same table, in the words of {@link
 * io.whypfs.scheduler.contents.ContentStanding}. Nothing here decides about buckets.
 */
@NullMarked
package io.whypfs.scheduler.contents;

import org.jspecify.annotations.NullMarked;
