/**
 * What is put right in the background, by one api-node at a time.
 *
 * <p>Pins that no row confirms, pins of deleted contents, and contents that the scheduler has not heard of.
 */
@NullMarked
package io.whypfs.api.sweep;

import org.jspecify.annotations.NullMarked;
