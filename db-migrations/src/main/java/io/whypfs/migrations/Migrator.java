package io.whypfs.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings every schema to the newest version and its login role to its rights; idempotent. */
public final class Migrator {

    static final String HISTORY_TABLE = "schema_history";

    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    private Migrator() {}

    /** Exit code 0 when all schemas are up to date, 1 with one sentence on the error output when not. */
    public static void main(String[] arguments) {
        try {
            migrate(MigrationSettings.from(Arrays.asList(arguments), System.getenv()));
        } catch (MigrationException e) {
            LOG.error(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Migrates all schemas of {@link MigrationSettings#SCHEMAS}, waiting for the database as long as the settings say.
     *
     * @throws MigrationException when the database cannot be reached, refuses, or a migration fails; what had succeeded
     *     before stays, and running again continues
     */
    public static void migrate(MigrationSettings settings) {
        Database database = new Database(settings);
        try (Connection connection = database.awaitConnection()) {
            SchemaRoleRepository roles = new SchemaRoleRepository(connection);
            roles.lock();
            roles.closePublic();
            for (String schema : MigrationSettings.SCHEMAS) {
                String role = settings.role(schema);
                roles.createRole(role, settings.rolePasswords().getOrDefault(schema, ""));
                roles.createSchema(schema, role);
                int applied = runMigrations(settings, schema);
                roles.grantRows(schema, role);
                LOG.info("schema={} applied={} role={}", schema, applied, role);
            }
        } catch (SQLException e) {
            throw new MigrationException(
                    "The database " + settings.url() + " did not let " + settings.user() + " migrate: "
                            + e.getMessage(),
                    e);
        }
    }

    private static int runMigrations(MigrationSettings settings, String schema) {
        try {
            return Flyway.configure(Migrator.class.getClassLoader())
                    .dataSource(settings.url(), settings.user(), settings.password())
                    .defaultSchema(schema)
                    .schemas(schema)
                    .createSchemas(false)
                    .table(HISTORY_TABLE)
                    .locations("classpath:db/migration/" + schema)
                    .failOnMissingLocations(false)
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayException e) {
            throw new MigrationException("Migrating schema " + schema + " failed: " + e.getMessage(), e);
        }
    }
}
