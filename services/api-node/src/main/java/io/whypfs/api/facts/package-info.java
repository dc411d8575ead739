/**
 * Facts of the scheduler, the core-nodes and the deal-maker, kept here, so that the past of a content is answered whoever is
 * silent.
 *
 * <p>{@link io.whypfs.api.facts.FactConsumers} takes the bucket, piece and deal topics; one repository for each topic
 * writes in the inbox's transaction. A fact told again, or late, changes nothing: the sequence of its key, and for the
 * bucket of a content the time of the telling, guard it. {@link io.whypfs.api.facts.PastRepository} reads.
 */
@NullMarked
package io.whypfs.api.facts;

import org.jspecify.annotations.NullMarked;
