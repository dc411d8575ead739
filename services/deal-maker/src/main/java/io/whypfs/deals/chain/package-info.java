/**
 * The Filecoin chain as a node tells it.
 *
 * <p>{@link io.whypfs.deals.chain.Chain} is what the rest of the service asks. Behind it stand, from the outside in: a
 * cache that lives as long as a head, the check that the node follows the right chain and follows it closely, the Lotus
 * JSON-RPC methods with their strict shapes, and the HTTP call with its time-outs and repetitions. Every failure is a
 * {@link io.whypfs.deals.chain.ChainException} whose message is a sentence for the operator. Nobody is told of events:
 * who waits for something asks again at the next head.
 */
@NullMarked
package io.whypfs.deals.chain;

import org.jspecify.annotations.NullMarked;
