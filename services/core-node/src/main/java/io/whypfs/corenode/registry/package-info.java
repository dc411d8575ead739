/**
 * The registry of cores: who is there, with how much room.
 *
 * <p>{@link io.whypfs.corenode.registry.Heartbeat} writes this core's row every two seconds and reads all rows;
 * {@link io.whypfs.corenode.registry.Registry} keeps that last view, so that the question {@code GET /internal/v1/nodes}
 * has an answer when PostgreSQL is away. That a core is lost is never written: it shows in the age of its last word.
 * {@link io.whypfs.corenode.registry.CoreId} is the name by which homes are recorded; it lives beside the blocks.
 */
@NullMarked
package io.whypfs.corenode.registry;

import org.jspecify.annotations.NullMarked;
