package io.whypfs.deals.chain;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of the chain node. */
@ConfigMapping(prefix = "whypfs.chain")
public interface ChainConfig {

    /**
     * A Lotus, Forest or Venus node: a URL, a multiaddr or {@code TOKEN:ADDR}. Without it the service starts and makes no
     * deals.
     */
    Optional<String> url();

    /** The node's token; wins over one in {@code url}. Public gateways need none. */
    Optional<String> token();

    /** The name of the chain the node must follow, such as {@code mainnet} or {@code calibrationnet}. */
    @WithDefault("mainnet")
    String network();

    /** The CID of the first block; when set, the node's must be the same. */
    Optional<String> genesis();

    /** Time from one epoch to the next; without it, what the node says. */
    Optional<Duration> epoch();

    /** How long one answer may take, all of it. */
    @WithDefault("20S")
    Duration timeout();

    /** How often a read is tried before the node counts as unreachable. */
    @WithDefault("3")
    int attempts();

    /** Pause before the second attempt; twice as long before each further one. */
    @WithDefault("0.25S")
    Duration retryPause();

    /** The longest wait that a busy node may ask for; one that wants more is asked again later. */
    @WithDefault("10S")
    Duration longestPause();

    /** Largest answer that is read. */
    @WithDefault("16M")
    MemorySize maxAnswer();

    /** How many epochs old the head may be; no deal is made by an older one. Never less than 10 seconds. */
    @WithDefault("10")
    int behindAfterEpochs();

    /** How far ahead of ours the chain's time may be before it is said that the clocks differ. */
    @WithDefault("10S")
    Duration clockSkew();

    /** After how long it is asked again which chain the node follows. */
    @WithDefault("5M")
    Duration identityCheck();

    /** How many epochs back the node searches for a message; -1: all. Public gateways want 20. */
    @WithDefault("-1")
    long messageLookBack();
}
