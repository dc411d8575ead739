/**
 * The DAG-PB codec: nodes with named links and one bag of bytes.
 *
 * <p>{@link io.whypfs.ipld.dagpb.DagPbNode} decodes strictly and encodes in the one order the network uses.
 * {@link io.whypfs.ipld.dagpb.DagPbForm} maps a node to the data model and back.
 */
@NullMarked
package io.whypfs.ipld.dagpb;

import org.jspecify.annotations.NullMarked;
