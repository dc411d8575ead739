/**
 * A real Apache Kafka broker (KRaft, one node) in a folder, as a child JVM.
 *
 * <p>{@link io.whypfs.local.kafka.KafkaServer} formats the storage at the first start, writes {@code server.properties}
 * and runs {@code kafka.Kafka}. The broker's jars are not on this module's class path: they lie in a folder of the built
 * tree, because the services use another version of the client.
 */
@NullMarked
package io.whypfs.local.kafka;

import org.jspecify.annotations.NullMarked;
