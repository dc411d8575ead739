/**
 * Deals in the shapes of Estuary V1: with a content's status, by their number, by their proposal, and those that failed.
 *
 * <p>What a deal went through is read from the facts kept here; how many bytes were fetched and since which epoch a sector is
 * proven is asked of the deal-maker, and left out while that is silent, as V1 leaves out a chain that does not answer. V1's
 * deal belonged to one content; here a deal is about the piece of a bucket, and shows with each content in it.
 */
@NullMarked
package io.whypfs.api.deals;

import org.jspecify.annotations.NullMarked;
