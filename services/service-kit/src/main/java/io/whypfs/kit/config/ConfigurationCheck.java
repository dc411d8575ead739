package io.whypfs.kit.config;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertyNamesMatcher;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Stops the start when a setting below {@code whypfs.} is known to no {@link ConfigMapping} that this service uses.
 *
 * <p>The environment is left out: it holds names that are meant for other processes.
 */
@Singleton
final class ConfigurationCheck {

    private static final String PREFIX = "whypfs.";
    private static final int FIRST = 1;

    void check(@Observes @Priority(FIRST) StartupEvent event, Config config, BeanManager beans) {
        Set<Class<?>> mappings = mappings(beans);
        List<String> unknown = unknown(config, mappings);
        if (!unknown.isEmpty()) {
            throw new UnknownSettingException(unknown);
        }
    }

    static List<String> unknown(Config config, Set<Class<?>> mappings) {
        PropertyNamesMatcher known = ConfigMappings.propertyNamesMatcher(
                mappings.stream().map(ConfigClass::configClass).toList());
        List<String> unknown = new ArrayList<>();
        for (ConfigSource source : config.getConfigSources()) {
            if (source instanceof EnvConfigSource || source.getName().startsWith("EnvConfigSource")) {
                continue;
            }
            for (String name : source.getPropertyNames()) {
                if (name.startsWith(PREFIX) && !known.matches(name)) {
                    unknown.add(name + " (" + source.getName() + ")");
                }
            }
        }
        return unknown;
    }

    private static Set<Class<?>> mappings(BeanManager beans) {
        Set<Class<?>> mappings = new LinkedHashSet<>();
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            for (Type type : bean.getTypes()) {
                if (type instanceof Class<?> mapping && mapping.isAnnotationPresent(ConfigMapping.class)) {
                    mappings.add(mapping);
                }
            }
        }
        return mappings;
    }
}
