/**
 * Questions to the services that own what comes next: bucket-scheduler, deal-maker, and the core-node that builds a piece.
 *
 * <p>For pages that are worth showing without an answer, {@link io.whypfs.api.owners.Owner} never fails: it says what it was
 * told, that the owner knows nothing, or that it is silent since when and what it said last. For what a user wants changed,
 * {@link io.whypfs.api.owners.Wishes} passes the owner's refusal on in Estuary's envelope.
 */
@NullMarked
package io.whypfs.api.owners;

import org.jspecify.annotations.NullMarked;
