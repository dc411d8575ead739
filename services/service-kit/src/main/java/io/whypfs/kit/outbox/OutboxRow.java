package io.whypfs.kit.outbox;

/** A row that waits to be sent. */
record OutboxRow(long id, String topic, String key, String payload) {}
