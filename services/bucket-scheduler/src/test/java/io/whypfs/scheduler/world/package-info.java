/**
 * Worlds in which the scheduler's plain classes run: in memory under virtual time, or on a real PostgreSQL.
 */
@NullMarked
package io.whypfs.scheduler.world;

import org.jspecify.annotations.NullMarked;
