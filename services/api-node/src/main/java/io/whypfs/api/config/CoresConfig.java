package io.whypfs.api.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Where core-nodes are found. */
@ConfigMapping(prefix = "whypfs.cores")
public interface CoresConfig {

    /** Some core-nodes to ask for the registry; the others are learned from it. */
    @NotEmpty
    List<URI> urls();

    @WithDefault("2s")
    Duration refresh();

    /** How long a core that refused a connection is passed over. */
    @WithDefault("3s")
    Duration avoid();

    @WithDefault("1s")
    Duration connectTimeout();
}
