package io.whypfs.kit.time;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where this service's time comes from. */
@ConfigMapping(prefix = "whypfs.time")
public interface TimeConfig {

    /**
     * A page that says how many seconds to add to the machine's clock, as {@code {"offsetSeconds":n}}: a simulated chain
     * that was moved forward. Not set: the machine's clock as it is. For test systems.
     */
    Optional<URI> offsetUrl();

    /** How often that page is asked. */
    @WithDefault("PT0.2S")
    Duration poll();
}
