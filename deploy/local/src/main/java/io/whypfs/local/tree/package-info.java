/**
 * The built source tree: where the jars, the broker's library folder and the unpacked PostgreSQL are found.
 *
 * <p>Everything else in this module asks {@link io.whypfs.local.tree.BuiltTree} for a path and never computes one.
 */
@NullMarked
package io.whypfs.local.tree;

import org.jspecify.annotations.NullMarked;
