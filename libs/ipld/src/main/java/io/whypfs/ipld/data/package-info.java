/**
 * The IPLD data model: the kinds of value every codec can hold.
 *
 * <p>{@link io.whypfs.ipld.data.DataValue} is what DAG-CBOR and DAG-JSON decode to and encode from; walking it finds the
 * links of a block.
 */
@NullMarked
package io.whypfs.ipld.data;

import org.jspecify.annotations.NullMarked;
