package io.whypfs.api.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where bucket-scheduler is. */
@ConfigMapping(prefix = "whypfs.scheduler")
public interface SchedulerConfig {

    URI url();

    @WithDefault("1s")
    Duration timeout();
}
