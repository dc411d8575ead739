/**
 * JSON as Estuary V1 writes and reads it.
 *
 * <p>Out: zero times, Go's escapes, a newline at the end, indented on {@code ?pretty}. In: keys in any case, the first value
 * only, unknown keys ignored.
 */
@NullMarked
package io.whypfs.api.json;

import org.jspecify.annotations.NullMarked;
