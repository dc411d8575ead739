package io.whypfs.kit.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.whypfs.kit.health.Degraded;
import io.whypfs.kit.kafka.BrokerWatch;
import io.whypfs.kit.kafka.KafkaClientSettings;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;

/** Wires the relay to the service's datasource and runs it where {@code whypfs.outbox.relay} says so. */
@Singleton
final class OutboxBeans {

    @Produces
    @Singleton
    OutboxRelay relay(
            DataSource dataSource,
            OutboxRepository repository,
            OutboxConfig config,
            KafkaClientSettings kafka,
            BrokerWatch broker,
            Degraded degraded,
            MeterRegistry registry,
            Clock clock) {
        OutboxRelay.Settings settings =
                new OutboxRelay.Settings(kafka.values(), config.poll(), config.gather(), config.batch());
        return new OutboxRelay(dataSource, repository, settings, broker::topicsReady, degraded, registry, clock);
    }

    void start(@Observes StartupEvent event, OutboxConfig config, BrokerWatch broker, Instance<OutboxRelay> relay) {
        if (config.relay()) {
            broker.require(config.topics());
            relay.get().start();
        }
    }

    void stop(@Observes ShutdownEvent event, OutboxConfig config, Instance<OutboxRelay> relay) {
        if (config.relay()) {
            relay.get().stop();
        }
    }
}
