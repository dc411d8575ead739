/**
 * Deleting a content: the row is gone at once, the pins on its homes go in the background.
 */
@NullMarked
package io.whypfs.api.deletion;

import org.jspecify.annotations.NullMarked;
