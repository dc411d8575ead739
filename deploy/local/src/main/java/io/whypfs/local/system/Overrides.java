package io.whypfs.local.system;

import io.whypfs.local.process.StartException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Settings for the services that the user gave: the file {@code whypfs.properties} in the home folder, then the command
 * line, which wins.
 *
 * <p>A key goes to the services that know it, because a service refuses to start with one that it does not know. {@code
 * core-node/quarkus.log.level=DEBUG} goes to one service only.
 */
final class Overrides {

    private final Map<String, String> values = new TreeMap<>();

    /**
     * Reads both.
     *
     * @throws StartException naming the first key that no service knows
     */
    static Overrides read(Path file, List<String> commandLine) {
        Overrides overrides = new Overrides();
        if (Files.exists(file)) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new StartException("the file " + file + " cannot be read: " + e.getMessage() + ".", e);
            }
            properties.stringPropertyNames().forEach(key -> overrides.put(key, properties.getProperty(key)));
        }
        for (String setting : commandLine) {
            int equals = setting.indexOf('=');
            overrides.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return overrides;
    }

    private void put(String key, String value) {
        if (Arrays.stream(ServiceKind.values()).noneMatch(kind -> concerns(key, kind))) {
            throw new StartException(
                    "no service knows the setting " + key + ": correct it in whypfs.properties or ARGS.");
        }
        values.put(key, value);
    }

    /** Whether the user chose a value for this key. */
    boolean names(String key) {
        return values.keySet().stream()
                .anyMatch(chosen -> chosen.substring(chosen.indexOf('/') + 1).equals(key));
    }

    /** The settings for one service, as {@code -Dkey=value}. */
    List<String> options(ServiceKind kind) {
        List<String> options = new ArrayList<>();
        values.forEach((key, value) -> {
            if (concerns(key, kind)) {
                options.add("-D" + key.substring(key.indexOf('/') + 1) + "=" + value);
            }
        });
        return options;
    }

    private static boolean concerns(String key, ServiceKind kind) {
        int slash = key.indexOf('/');
        return slash < 0 ? kind.knows(key) : key.substring(0, slash).equals(kind.title());
    }
}
