package io.whypfs.api.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How often what is put right. */
@ConfigMapping(prefix = "whypfs.sweep")
public interface SweepConfig {

    /** Between two looks at unconfirmed pins and at pins to release. */
    @WithDefault("20s")
    Duration every();

    /** Age of a pin before the sweep may judge it; an upload commits within half of this. */
    @WithDefault("60s")
    @DurationMin(seconds = 60)
    Duration pinAge();

    /** Age of a content that the scheduler should know by now. */
    @WithDefault("3m")
    Duration retellAge();
}
