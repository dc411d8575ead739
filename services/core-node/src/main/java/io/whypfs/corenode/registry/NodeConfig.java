package io.whypfs.corenode.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Settings of this core's entry in the registry. */
@ConfigMapping(prefix = "whypfs.node")
public interface NodeConfig {

    /** Where api-nodes reach this core. */
    URI url();

    /** How often this core says that it is there. */
    @WithDefault("2s")
    Duration heartbeat();

    /** How old a core's last word is when it counts as lost. */
    @WithDefault("10s")
    Duration lostAfter();
}
