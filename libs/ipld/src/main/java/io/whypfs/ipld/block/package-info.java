/**
 * Blocks and the narrow doors through which they are read and written.
 *
 * <p>A {@link io.whypfs.ipld.block.Block} is bytes with the CID that names them. Importers push blocks into a
 * {@link io.whypfs.ipld.block.BlockSink}; readers pull them from a {@link io.whypfs.ipld.block.BlockSource}. Stores
 * that keep blocks live in {@code whypfs-core}.
 */
@NullMarked
package io.whypfs.ipld.block;

import org.jspecify.annotations.NullMarked;
