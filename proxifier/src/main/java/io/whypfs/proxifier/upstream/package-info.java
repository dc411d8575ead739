/**
 * The processes behind the front door: where they are, whether they are well, and who gets the next request.
 *
 * <p>An {@link io.whypfs.proxifier.upstream.UpstreamSource} says which addresses a pool has, fixed or by DNS.
 * {@link io.whypfs.proxifier.upstream.PoolWatch} asks it again every few seconds and asks each
 * {@link io.whypfs.proxifier.upstream.Upstream} for its readiness every second.
 * {@link io.whypfs.proxifier.upstream.UpstreamPool} gives the healthy one with the fewest requests in flight. A failed
 * connect takes an upstream out at once; only a good probe brings it back.
 */
@NullMarked
package io.whypfs.proxifier.upstream;

import org.jspecify.annotations.NullMarked;
