package io.whypfs.local.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The server's {@code postgresql.conf}, written anew at every start. {@code ALTER SYSTEM} still works and wins.
 *
 * @param durable false only where the data is thrown away: a commit then outlives a kill, and not a power loss
 */
record PostgresConfiguration(int port, boolean durable) {

    String text() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "100");
        settings.put("password_encryption", "scram-sha-256");
        settings.put("fsync", durable ? "on" : "off");
        // Also where data is thrown away: a commit must outlive a kill of the server, which leaves the page cache
        // alone.
        settings.put("synchronous_commit", "on");
        settings.putAll(memory());
        settings.put("wal_level", "minimal");
        settings.put("max_wal_senders", "0");
        settings.put("min_wal_size", "32MB");
        settings.put("max_wal_size", "256MB");
        settings.put("log_timezone", "UTC");
        settings.put("timezone", "UTC");
        settings.put("log_line_prefix", "%m [%p] ");
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue() + "'\n")
                .collect(Collectors.joining("", "# Written at every start; change it with ALTER SYSTEM.\n", ""));
    }

    /** Small, and with few helper processes; shared segments lie in the data folder, so nothing stays in /dev/shm. */
    private static Map<String, String> memory() {
        return Map.of(
                "shared_buffers", "64MB",
                "dynamic_shared_memory_type", "mmap",
                "io_method", "sync",
                "max_worker_processes", "2",
                "max_parallel_workers", "0",
                "max_parallel_workers_per_gather", "0",
                "autovacuum_max_workers", "1",
                "max_logical_replication_workers", "0");
    }
}
