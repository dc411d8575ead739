/**
 * The importable IPFS node.
 *
 * <p>{@link io.whypfs.core.WhypfsNode} is the way in for programs:
 *
 * {@snippet :
 * try (WhypfsNode node = WhypfsNode.builder(folder).open()) {
 *     Cid cid = node.add(new ByteArrayInputStream("hello".getBytes(UTF_8)));
 *     byte[] bytes = node.cat(cid).readAllBytes();
 *     node.exportCar(cid, car);
 *     node.unpin(cid);
 * }
 * }
 *
 * <p>The folder is a {@link io.whypfs.core.RepositoryFolder}, laid out so that Kubo's tools find the blocks. When
 * {@code add} returned, the blocks are on the disk and pinned, whatever happens to the machine. Services that bring their
 * own pins use {@link io.whypfs.core.blockstore.FlatfsBlockstore} and {@link io.whypfs.core.dag.DagService} directly.
 * Talking to other peers is not part of the node yet.
 */
@NullMarked
package io.whypfs.core;

import org.jspecify.annotations.NullMarked;
