package io.whypfs.api.http;

import io.quarkus.arc.Arc;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The methods of all JAX-RS resources that are served, found among the beans. */
final class Resources {

    private Resources() {}

    /** Each method by its verb and path, such as {@code GET /content/:id}. */
    static Map<String, Method> methods() {
        Map<String, Method> methods = new TreeMap<>();
        for (Class<?> resource : classes()) {
            for (Method method : resource.getDeclaredMethods()) {
                for (Annotation annotation : method.getAnnotations()) {
                    HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                    if (verb != null) {
                        methods.put(verb.value() + " " + path(resource, method), method);
                    }
                }
            }
        }
        return methods;
    }

    static List<String> routes() {
        return new ArrayList<>(methods().keySet());
    }

    private static List<Class<?>> classes() {
        return Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .collect(Collectors.toList());
    }

    private static String path(Class<?> resource, Method method) {
        Path below = method.getAnnotation(Path.class);
        String whole = "/" + resource.getAnnotation(Path.class).value() + (below == null ? "" : "/" + below.value());
        return whole.replaceAll("/+", "/").replaceAll("\\{(\\w+)}", ":$1");
    }
}
