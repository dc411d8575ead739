/**
 * When a deal no longer counts for the future.
 *
 * <p>{@code tracking} asks the {@link io.whypfs.deals.renewal.RenewalRule} at each audit of an active deal; one that ends too
 * soon is marked as ending, which makes its piece lack a deal, and {@code replication} makes another one of the same piece
 * while the old one still holds it.
 */
@NullMarked
package io.whypfs.deals.renewal;

import org.jspecify.annotations.NullMarked;
