/**
 * CAR archives: a header with roots, then blocks one after the other.
 *
 * <p>{@link io.whypfs.ipld.car.CarReader} reads a stream and hands out blocks whose bytes have been checked against their
 * CID; {@link io.whypfs.ipld.car.CarWriter} writes the same. Both keep one block in memory. Indexes are left out.
 */
@NullMarked
package io.whypfs.ipld.car;

import org.jspecify.annotations.NullMarked;
