/**
 * Estuary's error envelope and the reasons it carries.
 *
 * <p>Code that refuses throws, or fails its future with, an {@link io.whypfs.api.errors.ApiException}; whatever else
 * reaches the edge becomes a 500 without a word about the inside.
 */
@NullMarked
package io.whypfs.api.errors;

import org.jspecify.annotations.NullMarked;
