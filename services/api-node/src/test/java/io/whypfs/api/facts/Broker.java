package io.whypfs.api.facts;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.whypfs.local.kafka.KafkaServer;
import io.whypfs.testsupport.TestKafka;
import java.util.Map;

/** A real broker in place of the one that is not there. */
public final class Broker implements QuarkusTestResourceLifecycleManager {

    private static final int AFTER_NEIGHBOURS = 10;

    private KafkaServer kafka;

    @Override
    public int order() {
        return AFTER_NEIGHBOURS;
    }

    @Override
    public Map<String, String> start() {
        kafka = TestKafka.fresh();
        return Map.of("kafka.bootstrap.servers", kafka.bootstrapServers());
    }

    @Override
    public void stop() {
        kafka.kill();
    }
}
