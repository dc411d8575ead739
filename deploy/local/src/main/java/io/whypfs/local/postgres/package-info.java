/**
 * A real PostgreSQL in a folder.
 *
 * <p>{@link io.whypfs.local.postgres.PostgresBinaries} unpacks the programs once. {@link
 * io.whypfs.local.postgres.PostgresServer} makes the data folder at the first start, clears what a crash left behind,
 * writes the configuration, and runs {@code postgres} as a direct child. PostgreSQL refuses to run as root, so root runs
 * it in a user namespace of its own.
 */
@NullMarked
package io.whypfs.local.postgres;

import org.jspecify.annotations.NullMarked;
