package io.whypfs.proxifier.upstream;

/** What is known of an upstream. Only {@link Healthy} ones are given requests. */
public sealed interface UpstreamHealth {

    /** No probe has come back yet. */
    record Unknown() implements UpstreamHealth {}

    /** The last probe was good, or too few have failed since to matter. */
    record Healthy(int missedProbes) implements UpstreamHealth {}

    /** Out until a probe is good. */
    record Sick(String reason) implements UpstreamHealth {}
}
