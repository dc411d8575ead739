/**
 * Pins: what must be kept.
 *
 * <p>A {@link io.whypfs.core.pins.Pin} belongs to an owner and a root, so that two owners of one root do not take it from
 * each other. A {@link io.whypfs.core.pins.PinStore} keeps them; {@link io.whypfs.core.pins.PinLog} does so in a file for
 * the embedded node, services bring a database. A pin is written only after the blocks it names are durable, as the work
 * at the end of a commit round ({@link io.whypfs.core.blockstore.RoundListener}).
 */
@NullMarked
package io.whypfs.core.pins;

import org.jspecify.annotations.NullMarked;
