/**
 * Errors of internal routes as problem JSON (RFC 9457).
 *
 * <p>Throw {@link io.whypfs.kit.problem.ProblemException} anywhere below a JAX-RS resource; a Vert.x route sends a {@link
 * io.whypfs.kit.problem.Problem} itself. Services all of whose routes are internal set {@code
 * whypfs.internal.problems=true}: then everything else that goes wrong becomes a problem too, without its stack.
 */
@NullMarked
package io.whypfs.kit.problem;

import org.jspecify.annotations.NullMarked;
