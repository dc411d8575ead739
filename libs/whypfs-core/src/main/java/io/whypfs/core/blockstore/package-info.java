/**
 * Where blocks are kept: flatfs as Kubo lays it out, made durable by group commit.
 *
 * <p>Flow of a write: {@link io.whypfs.core.blockstore.WriteSession#put} claims the key, writes a temporary file on the
 * caller's thread and joins the current batch. {@link io.whypfs.core.blockstore.GroupCommitter} takes a batch per round:
 * sync (the batch's data and the names of the batch before), then rename the whole batch. So each round costs one sync,
 * shared by all sessions, and no file has its final name before its bytes are on the disk. Sessions whose batches are
 * durable are completed together; a {@link io.whypfs.core.blockstore.RoundListener} does shared work first.
 *
 * <p>Left out: garbage collection; its rule is ready ({@code deleteUnlessStampedSince}).
 */
@NullMarked
package io.whypfs.core.blockstore;

import org.jspecify.annotations.NullMarked;
