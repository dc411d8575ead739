/**
 * Facts enter a schema, each with one effect.
 *
 * <p>{@link io.whypfs.kit.inbox.EventConsumer} polls, decodes, and hands a batch to {@link
 * io.whypfs.kit.inbox.BatchApplier}, which writes inbox rows and effects in one transaction, or record by record when
 * the batch does not go through. Then offsets are committed. A record that can never be processed goes to the dead-letter
 * topic with its reason. Database or broker away: the position stays, and it tries again. Services start consumers
 * through {@link io.whypfs.kit.inbox.EventConsumers} and bring an {@link io.whypfs.kit.inbox.EventHandler};
 * for contents, {@link io.whypfs.kit.inbox.ContentBatches} gathers what goes into one statement.
 */
@NullMarked
package io.whypfs.kit.inbox;

import org.jspecify.annotations.NullMarked;
