/**
 * Sees to it that the storage market holds what our proposals need, and not more than the operator allows.
 *
 * <p>Before a proposal, {@link io.whypfs.deals.funds.Funds#check} compares what the chain shows (escrow, datacap) with what
 * this and all other unpublished proposals need, which {@link io.whypfs.deals.funds.Commitments} knows. What is missing is
 * noted, and the job {@code funds} sends one message at a time that adds it: nonce, gas, signature, the signed bytes kept,
 * then pushed, searched for at each run, replaced by a better paid one when nobody takes it, done when enough epochs lie
 * on top. The same bytes are pushed after a crash, so that money never moves twice.
 */
@NullMarked
package io.whypfs.deals.funds;

import org.jspecify.annotations.NullMarked;
