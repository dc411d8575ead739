/**
 * The narrow door to the disk.
 *
 * <p>Stores never touch {@code java.nio.file} themselves: they ask a {@link io.whypfs.core.files.FileLayer} to write,
 * rename, read and sync. {@link io.whypfs.core.files.NioFileLayer} is the real one; it syncs a whole file system with one
 * {@code syncfs(2)} where that exists. Tests put a forgetful layer in its place that keeps, at a crash, only what was
 * synced.
 */
@NullMarked
package io.whypfs.core.files;

import org.jspecify.annotations.NullMarked;
