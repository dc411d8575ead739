package io.whypfs.proxifier.frontend;

import java.time.Duration;

/**
 * How the door behaves.
 *
 * @param port 0 for any free one
 * @param eventLoops threads that relay
 * @param connectionsPerUpstream for all event loops together
 * @param upstreamIdleTimeout how long a connection to an upstream may carry no byte in either direction
 * @param headerTimeout how long a new connection may take to send its first request head
 * @param stopTimeout how long running requests may go on after a stop
 */
public record DoorSettings(
        String host,
        int port,
        int eventLoops,
        boolean trustForwarded,
        boolean accessLog,
        int connectionsPerUpstream,
        int maxHeaderBytes,
        Duration connectTimeout,
        Duration upstreamIdleTimeout,
        Duration headerTimeout,
        Duration stopTimeout) {}
