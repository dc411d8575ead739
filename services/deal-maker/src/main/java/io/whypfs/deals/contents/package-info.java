/**
 * The contents that deals will have to hold, with their sizes.
 *
 * <p>{@link io.whypfs.deals.contents.ContentFacts} consumes the topic in its own group, with its own inbox and dead
 * letters, and has {@link io.whypfs.deals.contents.KnownContentRepository} write each fact in the consumer's transaction.
 * A deleted content stays deleted, whatever is told about it later.
 */
@NullMarked
package io.whypfs.deals.contents;

import org.jspecify.annotations.NullMarked;
