/**
 * The folder in which this core keeps its blocks, opened at start and held until the end.
 *
 * <p>{@link io.whypfs.corenode.storage.Storage} is the open folder with its store; the health check tells whether it takes
 * blocks, the gauges how full it is.
 */
@NullMarked
package io.whypfs.corenode.storage;

import org.jspecify.annotations.NullMarked;
