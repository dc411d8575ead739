package io.whypfs.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.stub.Neighbours;
import io.whypfs.api.stub.Stubs;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The OpenAPI document against the running code: access, parameters, and every answer of every route. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(300)
class DocumentIT {

    /** Where byte routes read their query and headers. */
    private static final List<String> STREAMING_SOURCES =
            List.of("src/main/java/io/whypfs/api/upload", "src/main/java/io/whypfs/api/gateway");

    private static final Pattern QUERY_READ = Pattern.compile("(?:query|flag|getParam)\\(\"([^\"]+)\"");

    /** Read by the code and kept out of the document on purpose: what it asks for is not served. */
    private static final List<String> REFUSED_ALWAYS = List.of("entity-bytes");

    @Inject
    Stubs stubs;

    @Inject
    DataSource dataSource;

    @BeforeEach
    void allIsWell() {
        stubs.up();
    }

    @Test
    void asksForTheScopeThatTheCodeRequires() {
        Map<String, Method> methods = Resources.methods();
        SoftAssertions every = new SoftAssertions();
        for (Document.Operation operation : new Document().operations()) {
            if (!operation.isStreaming()) {
                Access access = accessOf(methods.get(operation.route()));
                every.assertThat(operation.scope())
                        .as(operation.route())
                        .isEqualTo(access == Access.OPEN ? "" : access.name().toLowerCase(Locale.ROOT));
            }
        }
        every.assertAll();
    }

    @Test
    void namesEveryPathAndQueryParameterThatAResourceReadsAndNoOther() {
        Map<String, Method> methods = Resources.methods();
        Document document = new Document();
        SoftAssertions every = new SoftAssertions();
        for (Document.Operation operation : document.operations()) {
            if (operation.isStreaming()) {
                continue;
            }
            Map<String, String> read = parametersOf(methods.get(operation.route()));
            Map<String, String> described = new TreeMap<>();
            for (Document.Parameter parameter : document.parameters(operation)) {
                described.put(parameter.name(), parameter.in());
                every.assertThat(parameter.json().getString("description"))
                        .as("%s %s says what it is", operation.route(), parameter.name())
                        .isNotBlank();
                if (parameter.in().equals("path")) {
                    every.assertThat(parameter.required())
                            .as("%s %s is required", operation.route(), parameter.name())
                            .isTrue();
                }
            }
            every.assertThat(described).as(operation.route()).isEqualTo(read);
        }
        every.assertAll();
    }

    @Test
    void namesEveryQueryParameterThatAByteRouteReadsAndNoOther() throws IOException {
        // Given
        TreeSet<String> read = new TreeSet<>();
        for (String folder : STREAMING_SOURCES) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    Matcher matcher = QUERY_READ.matcher(Files.readString(file));
                    while (matcher.find()) {
                        read.add(matcher.group(1));
                    }
                }
            }
        }
        // Collections are refused by a loop over their names.
        read.addAll(List.of("coluuid", "dir"));
        read.removeAll(REFUSED_ALWAYS);

        // When
        Document document = new Document();
        TreeSet<String> described = new TreeSet<>();
        document.operations().stream()
                .filter(Document.Operation::isStreaming)
                .flatMap(operation -> document.parameters(operation).stream())
                .filter(parameter -> parameter.in().equals("query"))
                .forEach(parameter -> described.add(parameter.name()));
        // V1's clients send it, and nothing depends on it.
        described.remove("lazy-provide");

        // Then
        assertThat(described).isEqualTo(read);
    }

    @Test
    void declaresEveryAnswerThatARouteGivesAndNoOther() {
        Document document = new Document();
        SoftAssertions every = new SoftAssertions();
        for (Document.Operation operation : document.operations()) {
            Probes probes = new Probes(stubs, dataSource, document, operation);
            Map<String, String> seen = probes.answers();
            every.assertThat(seen.keySet())
                    .as("answers of %s, each with what brought it: %s", operation.route(), seen)
                    .isEqualTo(operation.statuses());
        }
        every.assertAll();
    }

    private static Access accessOf(Method method) {
        RequiresAccess own = method.getAnnotation(RequiresAccess.class);
        return (own == null ? method.getDeclaringClass().getAnnotation(RequiresAccess.class) : own).value();
    }

    private static Map<String, String> parametersOf(Method method) {
        Map<String, String> parameters = new TreeMap<>();
        for (java.lang.reflect.Parameter parameter : method.getParameters()) {
            PathParam path = parameter.getAnnotation(PathParam.class);
            QueryParam query = parameter.getAnnotation(QueryParam.class);
            if (path != null) {
                parameters.put(path.value(), "path");
            } else if (query != null) {
                parameters.put(query.value(), "query");
            } else if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Field field : parameter.getType().getFields()) {
                    parameters.put(field.getAnnotation(QueryParam.class).value(), "query");
                }
            }
        }
        return parameters;
    }
}
