/**
 * What an operator or a test may do and see over HTTP: drive time, give money, break things, dump the world.
 *
 * <p>{@code /clock} and {@code /control/*} stand on the chain's port; nothing of this exists on a real network, so no
 * client of the chain may depend on it, but the local system does.
 */
@NullMarked
package io.whypfs.devnet.control;

import org.jspecify.annotations.NullMarked;
