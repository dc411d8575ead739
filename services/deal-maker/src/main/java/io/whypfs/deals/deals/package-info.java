/**
 * Deals: what is known of one, and how it is kept.
 *
 * <p>A {@link io.whypfs.deals.deals.Deal} is an immutable picture with a {@link io.whypfs.deals.deals.DealState} that holds
 * what is known in that state, and a {@link io.whypfs.deals.deals.Reason} that says why it stands there, what comes next
 * and when. Whoever works on a deal makes a {@link io.whypfs.deals.deals.Decision} and hands it to the {@link
 * io.whypfs.deals.deals.DealStore}, which writes the new picture, the transition, the fact and the evidence in one
 * transaction, or nothing when somebody else was faster. An effect that a decision announces happens after that.
 * REST answers from the same rows.
 */
@NullMarked
package io.whypfs.deals.deals;

import org.jspecify.annotations.NullMarked;
