/**
 * Degraded, but ready: what does not work at the moment and is not needed to answer a request.
 */
@NullMarked
package io.whypfs.kit.health;

import org.jspecify.annotations.NullMarked;
