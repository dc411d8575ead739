package io.whypfs.kit.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How topics are made when they are missing; where the broker is stands in {@code kafka.bootstrap.servers}. */
@ConfigMapping(prefix = "whypfs.kafka")
public interface KafkaConfig {

    @WithDefault("6")
    int partitions();

    @WithDefault("1")
    short replication();
}
