package io.whypfs.kit.kafka;

import java.util.Map;

/**
 * The {@code kafka.*} settings of this service in the Kafka clients' own names, for every client it makes.
 *
 * @param values with {@code bootstrap.servers} at least
 */
public record KafkaClientSettings(Map<String, Object> values) {

    public KafkaClientSettings {
        values = Map.copyOf(values);
    }
}
