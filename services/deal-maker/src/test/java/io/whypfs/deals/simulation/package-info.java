/**
 * The deal-maker's logic under virtual time.
 *
 * <p>{@link io.whypfs.deals.simulation.Simulation} runs exactly the production code of replication and tracking against a
 * chain and providers that are stricter than real ones, all from one seed. Messages are lost, doubled and late; the chain
 * reorganises and goes away; the process dies before or after any call of a port. After each epoch {@link
 * io.whypfs.deals.simulation.Invariants} are checked against what the providers and the chain hold, not against what the
 * deal-maker believes.
 */
@NullMarked
package io.whypfs.deals.simulation;

import org.jspecify.annotations.NullMarked;
