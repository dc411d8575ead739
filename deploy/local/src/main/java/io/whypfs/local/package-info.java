/**
 * The whole system on one machine: what {@code make run} starts.
 *
 * <p>{@link io.whypfs.local.Supervisor} takes the home folder, finds free loopback ports, starts PostgreSQL and the
 * Kafka broker side by side, runs the migrations, starts the services, waits until each says that it is ready, and from
 * then on starts again whatever dies. On Ctrl-C it stops everything in the opposite order.
 *
 * <p>How a program is started so that it cannot outlive its owner is told in {@code process}; the two servers, which
 * tests use on their own too, live in {@code postgres} and {@code kafka}.
 */
@NullMarked
package io.whypfs.local;

import org.jspecify.annotations.NullMarked;
