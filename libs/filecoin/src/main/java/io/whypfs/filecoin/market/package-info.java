/**
 * The storage market's types as the chain knows them, in its exact CBOR.
 *
 * <p>{@link io.whypfs.filecoin.market.DealProposal} is what a client signs;
 * {@link io.whypfs.filecoin.market.ClientDealProposal} goes to the provider, who publishes it with others;
 * {@link io.whypfs.filecoin.market.PublishDealsReturn} tells which of them the chain took.
 */
@NullMarked
package io.whypfs.filecoin.market;

import org.jspecify.annotations.NullMarked;
