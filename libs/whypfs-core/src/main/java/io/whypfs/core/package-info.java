/**
 * The importable IPFS node.
 *
 * <p>{@code WhypfsNode} is the way in for programs; {@link io.whypfs.core.RepositoryFolder} is the folder it
 * owns, laid out so that Kubo can open it. Services that bring their own pins use
 * {@link io.whypfs.core.blockstore.FlatfsBlockstore} and {@code io.whypfs.core.dag} directly.
 */
@NullMarked
package io.whypfs.core;

import org.jspecify.annotations.NullMarked;
