/**
 * CBOR as Filecoin's actors and deal protocols write it: definite lengths, shortest heads, links in tag 42.
 *
 * <p>Structs of the chain are lists in field order; messages of the deal protocols are maps whose writers keep the order
 * and whose readers take any. There is no framing: {@link io.whypfs.filecoin.cbor.CborStream} finds the end of an item on
 * a stream. The DAG-CBOR codec is not used here, as old chain data holds text that is no Unicode and must keep its bytes.
 */
@NullMarked
package io.whypfs.filecoin.cbor;

import org.jspecify.annotations.NullMarked;
