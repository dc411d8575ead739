/**
 * Facts leave a schema through its outbox table.
 *
 * <p>{@link io.whypfs.kit.outbox.OutboxRepository} appends in the caller's transaction. {@link
 * io.whypfs.kit.outbox.OutboxRelay} runs in every instance of the service; one holds the schema's lease (an advisory
 * lock on a connection of its own), reads the oldest rows that are present, sends them, waits for the broker's
 * acknowledgement and deletes them by id. It never remembers a last id: transactions overtake each other, and a row with
 * a lower id may appear after one with a higher id is gone. At most one row per key is under way, so a row is only sent
 * after its predecessor was acknowledged. A crash between acknowledgement and delete sends a row twice; the consumers'
 * inbox takes care of that.
 */
@NullMarked
package io.whypfs.kit.outbox;

import org.jspecify.annotations.NullMarked;
