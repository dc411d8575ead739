/**
 * The front door: one HTTP port for everything a user calls, in front of the api nodes.
 *
 * <p>{@link io.whypfs.proxifier.Proxifier} reads the configuration and starts, in this order, the watch over each pool
 * ({@code upstream}), then the door itself ({@code frontend}), which passes on what the route table ({@code routing})
 * lists. Nothing is stored and nothing is buffered.
 *
 * <p>The door is a Vert.x server of its own on {@code quarkus.http.port}. Quarkus' server stays off
 * ({@code quarkus.http.host-enabled=false}): its router would put {@code /q} on this port and wrap every request once
 * more, and it closes running requests differently from what an upload of an hour needs. Health and metrics are on the
 * management port only.
 */
@NullMarked
package io.whypfs.proxifier;

import org.jspecify.annotations.NullMarked;
