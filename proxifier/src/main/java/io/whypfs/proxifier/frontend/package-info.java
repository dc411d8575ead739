/**
 * The door itself: takes a request, finds its pool, relays both bodies as streams.
 *
 * <p>{@link io.whypfs.proxifier.frontend.FrontDoor} runs one {@code DoorVerticle} per event loop, each with its own
 * connections to the upstreams, so that a request never changes threads. {@code DoorVerticle} routes;
 * {@code Exchange} carries one request through: pick the least loaded upstream, connect, send, relay the answer.
 * Relaying stands on Vert.x HTTP proxy ({@link io.vertx.httpproxy.ProxyRequest}).
 *
 * <p>What is tried again: a request of any method when the connection could not be made, since no byte has left; a GET
 * or HEAD without a body once, on another upstream, when no answer has begun. Nothing else ever.
 *
 * <p>Left out: HTTP/2, TLS (the ingress does it), WebSocket, trailers.
 */
@NullMarked
package io.whypfs.proxifier.frontend;

import org.jspecify.annotations.NullMarked;
