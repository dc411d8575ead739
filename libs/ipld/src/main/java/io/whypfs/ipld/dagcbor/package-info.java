/**
 * The DAG-CBOR codec: the data model in the one strict form of CBOR that gives equal data equal bytes.
 *
 * <p>{@link io.whypfs.ipld.dagcbor.DagCbor} encodes strictly, decodes strictly what we are asked to keep as new data, and
 * laxly what others made before.
 */
@NullMarked
package io.whypfs.ipld.dagcbor;

import org.jspecify.annotations.NullMarked;
