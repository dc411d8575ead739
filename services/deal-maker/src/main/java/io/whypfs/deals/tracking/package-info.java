/**
 * Moves each deal through its states, one look at a time.
 *
 * <p>{@link io.whypfs.deals.tracking.DealWorker} takes deals that are due and runs {@link
 * io.whypfs.deals.tracking.DealRun} for each on a thread of its own. A run asks the {@link
 * io.whypfs.deals.tracking.Step} of the deal's state for a decision, has it kept, and only then goes on: an offer is sent
 * after it is kept. {@link io.whypfs.deals.tracking.ProposalStep} makes the offer, {@link
 * io.whypfs.deals.tracking.SendingStep} sends it and {@link io.whypfs.deals.tracking.ReplyRules} reads the reply, {@link
 * io.whypfs.deals.tracking.ProviderStep} follows the provider's words, and {@link
 * io.whypfs.deals.tracking.PublishedStep}, {@link io.whypfs.deals.tracking.SealingStep} and {@link
 * io.whypfs.deals.tracking.ActiveStep} follow the chain, which alone decides. All of it is plain code over ports, and runs
 * under virtual time in the simulation.
 */
@NullMarked
package io.whypfs.deals.tracking;

import org.jspecify.annotations.NullMarked;
