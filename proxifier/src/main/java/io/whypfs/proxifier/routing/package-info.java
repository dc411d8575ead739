/**
 * Which paths the front door knows, and which pool of upstreams each belongs to.
 *
 * <p>A request target is first read by {@link io.whypfs.proxifier.routing.RequestPath}, which refuses everything whose
 * meaning could differ between this process and the one behind it (dot segments, encoded slashes, backslashes,
 * absolute-form targets). What is left is matched literally, segment by segment, against
 * {@link io.whypfs.proxifier.routing.RouteTable}: a path that is not listed does not exist.
 */
@NullMarked
package io.whypfs.proxifier.routing;

import org.jspecify.annotations.NullMarked;
