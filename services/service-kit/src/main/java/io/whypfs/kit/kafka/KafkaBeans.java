package io.whypfs.kit.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.whypfs.kit.health.Degraded;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** Wires the broker watch to the {@code kafka.*} settings. */
@Singleton
final class KafkaBeans {

    @Produces
    @Singleton
    KafkaClientSettings settings(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        return new KafkaClientSettings(new HashMap<>(kafka));
    }

    @Produces
    @Singleton
    BrokerWatch watch(KafkaClientSettings kafka, KafkaConfig config, Degraded degraded) {
        return new BrokerWatch(
                new BrokerWatch.Settings(kafka.values(), config.partitions(), config.replication()), degraded);
    }

    void stop(@Observes @Priority(3000) ShutdownEvent event, BrokerWatch watch) {
        watch.stop();
    }
}
