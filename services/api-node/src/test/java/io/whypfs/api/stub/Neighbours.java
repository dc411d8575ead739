package io.whypfs.api.stub;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.whypfs.testsupport.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** A real database, ports for the stubs, and a broker that is not there. */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {

    public static final String TOKEN = "test-internal-credential";

    @Override
    public Map<String, String> start() {
        TestPostgres.Database database = TestPostgres.migratedDatabase();
        Map<String, String> config = new HashMap<>();
        config.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        config.put("quarkus.datasource.username", "whypfs_content");
        config.put("quarkus.datasource.password", database.password());
        config.put("quarkus.http.test-port", "0");
        config.put("kafka.bootstrap.servers", "127.0.0.1:" + freePort());
        config.put("whypfs.internal.token", TOKEN);
        config.put("whypfs.auth.url", "http://127.0.0.1:" + freePort());
        config.put("whypfs.scheduler.url", "http://127.0.0.1:" + freePort());
        config.put("whypfs.dealmaker.url", "http://127.0.0.1:" + freePort());
        config.put("whypfs.cores.urls", "http://127.0.0.1:" + freePort() + ",http://127.0.0.1:" + freePort());
        config.put("whypfs.cores.refresh", "100ms");
        config.put("whypfs.cores.avoid", "300ms");
        config.put("whypfs.upload.max-size", "4294967296");
        config.put("whypfs.public.url", "https://files.example");
        config.put("whypfs.sweep.every", "1h");
        return config;
    }

    @Override
    public void stop() {}

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
