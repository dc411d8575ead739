/**
 * What the scheduler knows about contents.
 *
 * <p>{@link io.whypfs.scheduler.contents.ContentFacts} consumes the topic and has {@link
 * io.whypfs.scheduler.contents.ContentRepository} write each fact in the consumer's transaction: stored is {@code
 * unassigned}, deleted is {@code dropped}, for good. {@link io.whypfs.scheduler.contents.ContentResource} answers from the
 * same table. Nothing here decides about buckets.
 */
@NullMarked
package io.whypfs.scheduler.contents;

import org.jspecify.annotations.NullMarked;
