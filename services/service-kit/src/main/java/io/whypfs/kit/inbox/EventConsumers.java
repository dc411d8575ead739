package io.whypfs.kit.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.whypfs.events.Topics;
import io.whypfs.kit.health.Degraded;
import io.whypfs.kit.kafka.BrokerWatch;
import io.whypfs.kit.kafka.KafkaClientSettings;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** Starts consumers on the service's datasource and broker, and stops them with the service. */
@Singleton
public final class EventConsumers {

    private final DataSource dataSource;
    private final KafkaClientSettings kafka;
    private final BrokerWatch broker;
    private final InboxConfig config;
    private final Degraded degraded;
    private final MeterRegistry registry;
    private final Clock clock;
    private final List<EventConsumer> consumers = new CopyOnWriteArrayList<>();

    EventConsumers(
            DataSource dataSource,
            KafkaClientSettings kafka,
            BrokerWatch broker,
            InboxConfig config,
            Degraded degraded,
            MeterRegistry registry,
            Clock clock) {
        this.dataSource = dataSource;
        this.kafka = kafka;
        this.broker = broker;
        this.config = config;
        this.degraded = degraded;
        this.registry = registry;
        this.clock = clock;
    }

    /** Starts a consumer; the topic and its dead-letter topic are made when they are missing. Never waits for the broker. */
    public EventConsumer start(String topic, String group, EventHandler handler) {
        broker.require(List.of(topic, Topics.deadLetter(topic, group)));
        EventConsumer.Settings settings = new EventConsumer.Settings(
                kafka.values(), topic, group, config.batch(), config.attempts(), config.retention());
        EventConsumer consumer = new EventConsumer(settings, dataSource, handler, degraded, registry, clock);
        consumers.add(consumer);
        consumer.start();
        return consumer;
    }

    void stop(@Observes ShutdownEvent event) {
        consumers.forEach(EventConsumer::stop);
    }
}
