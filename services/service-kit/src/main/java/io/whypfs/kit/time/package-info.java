/**
 * The clock that everything in a service reads, so that tests and the devnet can drive it.
 */
@NullMarked
package io.whypfs.kit.time;

import org.jspecify.annotations.NullMarked;
