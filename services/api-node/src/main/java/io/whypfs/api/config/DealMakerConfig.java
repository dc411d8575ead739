package io.whypfs.api.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where deal-maker is. */
@ConfigMapping(prefix = "whypfs.dealmaker")
public interface DealMakerConfig {

    URI url();

    /** For a question whose answer a page can do without; what an operator changes may take ten times as long. */
    @WithDefault("1s")
    Duration timeout();
}
