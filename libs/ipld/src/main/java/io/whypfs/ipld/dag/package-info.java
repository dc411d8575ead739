/**
 * The graph that blocks form: which CIDs a block links to, and walks that follow them.
 *
 * <p>{@link io.whypfs.ipld.dag.Links} reads the links of one block in order. {@link io.whypfs.ipld.dag.DagWalk} visits a
 * DAG depth-first, each block once, as CAR exports and pin walks need it.
 */
@NullMarked
package io.whypfs.ipld.dag;

import org.jspecify.annotations.NullMarked;
