package io.whypfs.kit.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Settings of the outbox relay. */
@ConfigMapping(prefix = "whypfs.outbox")
public interface OutboxConfig {

    /** Whether this service has an outbox to relay. */
    @WithDefault("false")
    boolean relay();

    /** The topics it tells facts on; made at the broker when they are missing. */
    @WithDefault("whypfs.content.v1")
    List<String> topics();

    /** How often the relay looks for rows when nobody wakes it. */
    @WithDefault("PT0.2S")
    Duration poll();

    /**
     * How long rows gather before the next ones are sent. A row for each upload on its own costs more than the upload:
     * each batch is a query, a request to the broker, a delete, and as much again in every consumer.
     */
    @WithDefault("PT0.25S")
    Duration gather();

    /** How many rows are under way at once. */
    @WithDefault("500")
    int batch();
}
