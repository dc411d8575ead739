package io.whypfs.local.kafka;

import java.nio.file.Path;

/**
 * The broker's {@code server.properties}, written anew at every start.
 *
 * <p>The short session is for the start after a crash: the controller refuses the new broker until it has given up the
 * old one.
 *
 * @param port where clients connect
 * @param controllerPort where the broker talks to its own controller
 */
record KafkaConfiguration(Path data, int port, int controllerPort) {

    String text() {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                num.partitions=4
                offsets.topic.num.partitions=4
                offsets.topic.replication.factor=1
                offsets.retention.minutes=525600
                transaction.state.log.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                log.retention.hours=168
                log.segment.bytes=67108864
                log.cleaner.dedupe.buffer.size=8388608
                metadata.log.segment.bytes=16777216
                metadata.max.retention.bytes=67108864
                num.network.threads=1
                num.io.threads=2
                num.replica.fetchers=1
                background.threads=2
                broker.session.timeout.ms=5000
                broker.heartbeat.interval.ms=500
                initial.broker.registration.timeout.ms=60000
                """.formatted(port, controllerPort, data);
    }
}
