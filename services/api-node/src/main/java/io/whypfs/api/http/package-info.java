/**
 * What goes around all routes: CORS and the version header, V1's JSON in and out, refusals, and the byte routes' registry.
 *
 * <p>Flow: {@code Cors}, then the byte routes that features register as a {@code RouteGroup}, then {@code JsonFrame} and the
 * resources, whose bodies {@code JsonBodies} reads and writes and whose failures {@code Refusals} turns into the envelope.
 * Byte routes are Vert.x routes so that a body stays untouched until a core-node takes it.
 */
@NullMarked
package io.whypfs.api.http;

import org.jspecify.annotations.NullMarked;
