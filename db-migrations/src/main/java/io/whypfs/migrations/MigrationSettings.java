package io.whypfs.migrations;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the migrator needs to know.
 *
 * @param url JDBC URL of the database, without credentials
 * @param user a role that may create roles and schemas
 * @param password the password of {@code user}
 * @param rolePasswords one password per schema's login role; every schema of {@link #SCHEMAS} has one
 * @param rolePrefix what the role names begin with; the schema's name follows
 * @param patience how long to wait for the database to accept connections
 */
public record MigrationSettings(
        String url,
        String user,
        String password,
        Map<String, String> rolePasswords,
        String rolePrefix,
        Duration patience) {

    /** Every schema of the system, one per service that keeps state. */
    public static final List<String> SCHEMAS = List.of("auth", "content", "core", "bucket", "deal");

    public static final String DEFAULT_ROLE_PREFIX = "whypfs_";
    public static final Duration DEFAULT_WAIT = Duration.ofSeconds(30);

    private static final String ENV_PREFIX = "WHYPFS_MIGRATIONS_";
    private static final Set<String> PLAIN_KEYS =
            Set.of("url", "user", "password", "role-password", "role-prefix", "wait");

    public MigrationSettings {
        rolePasswords = Map.copyOf(rolePasswords);
        for (String schema : SCHEMAS) {
            if (rolePasswords.getOrDefault(schema, "").isEmpty()) {
                throw new MigrationException("No password for the role of schema " + schema
                        + ": set WHYPFS_MIGRATIONS_ROLE_PASSWORD_" + schema.toUpperCase(Locale.ROOT)
                        + ", or WHYPFS_MIGRATIONS_ROLE_PASSWORD for all roles.");
            }
        }
        if (!rolePrefix.matches("[a-z][a-z0-9_]{0,40}")) {
            throw new MigrationException(
                    "The role prefix '" + rolePrefix + "' must be lower-case letters, digits and underscores.");
        }
    }

    /** Settings with one password shared by all roles, for one machine and for tests. */
    public static MigrationSettings withSharedPassword(String url, String user, String password, String rolePassword) {
        Map<String, String> passwords = SCHEMAS.stream().collect(Collectors.toMap(s -> s, s -> rolePassword));
        return new MigrationSettings(url, user, password, passwords, DEFAULT_ROLE_PREFIX, DEFAULT_WAIT);
    }

    /**
     * Reads {@code --key=value} arguments, then the environment: {@code url}, {@code user}, {@code password},
     * {@code role-password}, {@code role-password-<schema>}, {@code role-prefix} and {@code wait} (ISO 8601), in the
     * environment as {@code WHYPFS_MIGRATIONS_URL} and so on. Secrets belong in the environment: arguments show in the
     * process list.
     *
     * @throws MigrationException when a key is unknown or a needed one is missing
     */
    public static MigrationSettings from(List<String> arguments, Map<String, String> environment) {
        Map<String, String> given = parse(arguments);
        environment.forEach((name, value) -> {
            if (name.startsWith(ENV_PREFIX)) {
                String key = name.substring(ENV_PREFIX.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
                given.putIfAbsent(known(key, name), value);
            }
        });
        Map<String, String> passwords = new HashMap<>();
        String shared = given.getOrDefault("role-password", "");
        for (String schema : SCHEMAS) {
            passwords.put(schema, given.getOrDefault("role-password-" + schema, shared));
        }
        return new MigrationSettings(
                required(given, "url"),
                required(given, "user"),
                given.getOrDefault("password", ""),
                passwords,
                given.getOrDefault("role-prefix", DEFAULT_ROLE_PREFIX),
                given.containsKey("wait") ? duration(required(given, "wait")) : DEFAULT_WAIT);
    }

    /** The login role of a schema. */
    public String role(String schema) {
        return rolePrefix + schema;
    }

    @Override
    public String toString() {
        return "MigrationSettings[url=" + url + ", user=" + user + ", rolePrefix=" + rolePrefix + ", patience="
                + patience + "]";
    }

    private static Map<String, String> parse(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new MigrationException("The argument '" + argument + "' is not of the form --key=value.");
            }
            String key = argument.substring(2, equals);
            given.put(known(key, "--" + key), argument.substring(equals + 1));
        }
        return given;
    }

    private static String known(String key, String shown) {
        boolean known = PLAIN_KEYS.contains(key)
                || (key.startsWith("role-password-") && SCHEMAS.contains(key.substring("role-password-".length())));
        if (!known) {
            throw new MigrationException("The migrator does not know the setting " + shown + ".");
        }
        return key;
    }

    private static String required(Map<String, String> given, String key) {
        String value = given.get(key);
        if (value == null || value.isEmpty()) {
            throw new MigrationException("Set --" + key + "= or " + ENV_PREFIX
                    + key.toUpperCase(Locale.ROOT).replace('-', '_') + " for the migrator.");
        }
        return value;
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw new MigrationException("The setting wait, '" + text + "', is not a duration such as PT30S.", e);
        }
    }
}
