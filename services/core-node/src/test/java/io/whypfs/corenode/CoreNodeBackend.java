package io.whypfs.corenode;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.whypfs.testsupport.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a core-node under test stands on: a migrated database of its own and an empty storage folder. */
public class CoreNodeBackend implements QuarkusTestResourceLifecycleManager {

    static final String TOKEN = "0123456789abcdef-of-tests";

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
                "whypfs.storage.reserve",
                "1M",
                "whypfs.storage.path",
                storage().toString());
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
