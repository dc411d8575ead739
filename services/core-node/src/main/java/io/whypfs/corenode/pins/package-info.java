/**
 * Which DAGs this core keeps, and for which content.
 *
 * <p>An ingest hands a {@link io.whypfs.corenode.pins.Pin} to {@link io.whypfs.corenode.pins.PinWriter}, which the store
 * calls once per round with the pins of all uploads that became durable together: one transaction for all. A pin starts
 * provisional. api-node confirms it after its row is committed, or releases it; its sweep asks for those that stay
 * unconfirmed. Every question is about this core's pins only: each core answers for itself.
 */
@NullMarked
package io.whypfs.corenode.pins;

import org.jspecify.annotations.NullMarked;
