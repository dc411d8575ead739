/**
 * The state of the simulated world, kept in memory and in one journal file.
 *
 * <p>Rows live in {@link io.whypfs.devnet.store.Table}s. Whoever changes rows does so inside
 * {@link io.whypfs.devnet.store.Store#change}: one lock, and one line of the journal when it ends, before anybody gets an
 * answer. After {@code kill -9} the journal is read again from the start; a line without its end counts for nothing.
 * Tables that belong to the chain also remember what they held at each of the last epochs, so that a reorganisation can
 * take it back.
 */
@NullMarked
package io.whypfs.devnet.store;

import org.jspecify.annotations.NullMarked;
