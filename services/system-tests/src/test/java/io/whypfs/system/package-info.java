/**
 * The whole system on one machine, seen from outside.
 *
 * <p>{@link io.whypfs.system.SharedSystem} starts it once for all tests, as {@code make run CORES=2 APIS=2} would, with real
 * PostgreSQL, Kafka and sockets. Tests speak to its front door through {@link io.whypfs.system.FrontDoor}, kill its processes,
 * and compare its answers with independent IPFS implementations from npm ({@link io.whypfs.system.NodeTool}).
 */
@NullMarked
package io.whypfs.system;

import org.jspecify.annotations.NullMarked;
