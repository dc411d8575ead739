package io.whypfs.kit.inbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of event consumers. */
@ConfigMapping(prefix = "whypfs.inbox")
public interface InboxConfig {

    /** How many records are processed in one transaction at most. */
    @WithDefault("500")
    int batch();

    /** How often a record is tried, the database being healthy, before it is a dead letter. */
    @WithDefault("3")
    int attempts();

    /** How long an event id is remembered; longer than the topic's retention. */
    @WithDefault("P30D")
    Duration retention();
}
