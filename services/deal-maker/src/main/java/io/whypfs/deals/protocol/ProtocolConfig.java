package io.whypfs.deals.protocol;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the connections to providers; those of the registry are in the package {@code providers}. */
@ConfigMapping(prefix = "whypfs.providers")
public interface ProtocolConfig {

    /**
     * Whether providers in private networks and on this machine are contacted. For simulated networks only: what a provider
     * writes on the chain is a stranger's word, and could name a service inside our own network.
     */
    @WithDefault("false")
    boolean allowPrivateAddresses();

    /** Time for a name's look-up, for a connection and for its TLS, each. */
    @WithDefault("PT5S")
    Duration connectTimeout();

    /** Time for a question and its answer, whole. */
    @WithDefault("PT10S")
    Duration questionTimeout();

    /** Time for an offer and its answer, whole; providers validate before they answer. */
    @WithDefault("PT60S")
    Duration offerTimeout();

    /** Longest answer that is read. */
    @WithDefault("256K")
    MemorySize maxAnswer();
}
