package io.whypfs.api.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;

/** Where auth-service is and how long its word counts. */
@ConfigMapping(prefix = "whypfs.auth")
public interface AuthConfig {

    URI url();

    @WithDefault("2s")
    Duration timeout();

    /** Kept below a second, so that a revoked key is refused within one. */
    @WithDefault("800ms")
    @DurationMax(millis = 800)
    Duration remember();
}
