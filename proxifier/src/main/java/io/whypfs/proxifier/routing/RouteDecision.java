package io.whypfs.proxifier.routing;

/** What becomes of a request by its target alone. */
public sealed interface RouteDecision {

    /** The request belongs to the pool of that name. */
    record Forward(String pool) implements RouteDecision {}

    /** The request goes nowhere; {@code details} tells its sender why. */
    record Refuse(int status, String details) implements RouteDecision {}
}
