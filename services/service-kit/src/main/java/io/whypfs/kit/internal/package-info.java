/**
 * The credential of internal doors.
 *
 * <p>Every request below {@code /internal} carries the header {@code Whypfs-Internal} with the token made at
 * installation. The guard stands in front of all routes, Vert.x and JAX-RS alike, so that a new route cannot forget it;
 * clients take the header's name and the token from {@link io.whypfs.kit.internal.InternalCredential}.
 */
@NullMarked
package io.whypfs.kit.internal;

import org.jspecify.annotations.NullMarked;
