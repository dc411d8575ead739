/**
 * The chain: time, tip sets, accounts, the pool of messages, the market and the datacap registry.
 *
 * <p>{@link io.whypfs.devnet.chain.Chain} lets one epoch follow the other. In each, messages that are due are executed in
 * the order of their nonces, then the market removes what was not proven in time and ends what is over, then whoever
 * watches epochs (the providers) acts. Everything runs under the store's lock. The rules are those of the actors v18 as
 * far as a deal client can see them; collateral and power are scaled.
 */
@NullMarked
package io.whypfs.devnet.chain;

import org.jspecify.annotations.NullMarked;
