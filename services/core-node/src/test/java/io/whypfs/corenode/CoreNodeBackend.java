package io.whypfs.corenode;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.whypfs.local.postgres.PostgresBinaries;
import io.whypfs.local.postgres.PostgresServer;
import io.whypfs.local.process.FreePorts;
import io.whypfs.local.tree.BuiltTree;
import io.whypfs.migrations.MigrationSettings;
import io.whypfs.migrations.Migrator;
import io.whypfs.testsupport.TestKafka;
import io.whypfs.testsupport.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a core-node under test stands on: a migrated database of its own and an empty storage folder. */
public class CoreNodeBackend implements QuarkusTestResourceLifecycleManager {

    static final String TOKEN = "0123456789abcdef-of-tests";
    static final String PIECES_SECRET = "a secret for the pieces of tests";

    /** The same, for tests that say themselves how much stays free. */
    public static class WithoutReserve extends CoreNodeBackend {

        @Override
        public Map<String, String> start() {
            Map<String, String> settings = new HashMap<>(super.start());
            settings.remove("whypfs.storage.reserve");
            return settings;
        }
    }

    @Override
    public Map<String, String> start() {
        TestPostgres.Database database = TestPostgres.migratedDatabase();
        return Map.of(
                "quarkus.datasource.jdbc.url",
                database.jdbcUrl(),
                "quarkus.datasource.username",
                "whypfs_core",
                "quarkus.datasource.password",
                database.password(),
                "whypfs.internal.token",
                TOKEN,
                "whypfs.pieces.secret",
                PIECES_SECRET,
                // No broker: that is degraded, not down.
                "kafka.bootstrap.servers",
                "127.0.0.1:1",
                "whypfs.storage.reserve",
                "1M",
                "whypfs.storage.path",
                storage().toString());
    }

    /** The same with a real broker, and few transfers at a time. */
    public static class WithBroker extends CoreNodeBackend {

        @Override
        public Map<String, String> start() {
            Map<String, String> settings = new HashMap<>(super.start());
            settings.put("kafka.bootstrap.servers", TestKafka.start().bootstrapServers());
            settings.put("whypfs.pieces.max-transfers-per-deal", "2");
            return settings;
        }
    }

    /** The same on a PostgreSQL of its own, which the test may kill and start. */
    public static class WithOwnServer extends CoreNodeBackend {

        private static @Nullable PostgresServer server;

        static PostgresServer server() {
            return Objects.requireNonNull(server);
        }

        @Override
        public Map<String, String> start() {
            Path folder = storage();
            server = new PostgresServer(
                            PostgresBinaries.in(BuiltTree.find().postgresCache()),
                            new PostgresServer.Settings(
                                    folder, folder.resolve("postgres.log"), new FreePorts().next(), "test", false))
                    .start();
            Migrator.migrate(MigrationSettings.withSharedPassword(
                    server.jdbcUrl(PostgresServer.DATABASE), server.user(), server.password(), "test"));
            Map<String, String> settings = new HashMap<>(super.start());
            settings.put("quarkus.datasource.jdbc.url", server.jdbcUrl(PostgresServer.DATABASE));
            settings.put("quarkus.datasource.password", "test");
            return settings;
        }

        @Override
        public void stop() {
            server().kill();
        }
    }

    private static Path storage() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target/storages")), "storage-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // The database goes with the JVM, the folder with target.
    }
}
