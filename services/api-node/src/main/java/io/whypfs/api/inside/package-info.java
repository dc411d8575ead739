/**
 * Questions to other services over internal HTTP: JSON with a time limit, problems as exceptions.
 *
 * <p>{@link io.whypfs.api.inside.InternalClient} is for small questions; streams use the HTTP client themselves, towards an
 * {@link io.whypfs.api.inside.Endpoint}.
 */
@NullMarked
package io.whypfs.api.inside;

import org.jspecify.annotations.NullMarked;
