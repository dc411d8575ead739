package io.whypfs.kit.inbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/** Moves a consumer's position on when a batch is done, and back when it is not. */
final class Position {

    private static final Logger LOG = Logger.getLogger(Position.class);
    private static final Duration COMMIT_LIMIT = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;

    Position(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Commits the offsets behind the batch. One that does not get through is made good by the next, or by the inbox. */
    void commit(ConsumerRecords<byte[], byte[]> batch) {
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(batch.nextOffsets());
        next.keySet().retainAll(consumer.assignment());
        try {
            consumer.commitSync(next, COMMIT_LIMIT);
        } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
            LOG.infof("error=\"offsets were not committed, the records may come again: %s\"", e.getMessage());
        }
    }

    /** Goes back to the beginning of the batch in the partitions that are still ours. */
    void rewind(ConsumerRecords<byte[], byte[]> batch) {
        Set<TopicPartition> assigned = new HashSet<>(consumer.assignment());
        for (TopicPartition partition : batch.partitions()) {
            if (assigned.contains(partition)) {
                ConsumerRecord<byte[], byte[]> first = batch.records(partition).getFirst();
                consumer.seek(partition, first.offset());
            }
        }
    }

    /** Stays a member of the group for a while without taking records. */
    void hold(Duration time) {
        consumer.pause(consumer.assignment());
        try {
            ConsumerRecords<byte[], byte[]> newlyAssigned = consumer.poll(time);
            rewind(newlyAssigned);
        } finally {
            consumer.resume(consumer.paused());
        }
    }
}
