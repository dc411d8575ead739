/**
 * Takes the facts of other services: a piece is ready, a provider fetches one, a bucket lacks copies.
 *
 * <p>Each becomes a row or a mark in the consumer's transaction; the work follows when {@code replication} and {@code
 * tracking} come by, which the mark makes soon.
 */
@NullMarked
package io.whypfs.deals.facts;

import org.jspecify.annotations.NullMarked;
