package io.whypfs.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The chart, rendered as release {@code demo} in the namespace {@code files}. */
final class Chart {

    static final Path FOLDER = Path.of("whypfs");
    static final Path MINIMAL_VALUES = FOLDER.resolve("ci/minimal-values.yaml");
    private static final String KUBERNETES = "v1.30.0";
    private static final YAMLMapper YAML = new YAMLMapper();

    private final String text;
    private final List<JsonNode> manifests;

    /** Without them the chart asks a cluster whether it made these Secrets before, and here is none. */
    private static final Map<String, String> GIVEN_SECRETS = Map.of(
            "internalToken.existingSecret", "given-token",
            "adminKey.existingSecret", "given-key",
            "filecoin.existingSecret", "given-deals");

    private Chart(String text, List<JsonNode> manifests) {
        this.text = text;
        this.manifests = manifests;
    }

    private static List<JsonNode> parse(String text) {
        List<JsonNode> manifests = new ArrayList<>();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            documents.forEachRemaining(document -> {
                if (document.hasNonNull("kind")) {
                    manifests.add(document);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
        return manifests;
    }

    /** The chart with the least that has to be set, and these values on top. */
    static Chart with(Map<String, ?> values) {
        return render(new Helm(FOLDER).template().withValuesFile(MINIMAL_VALUES), values);
    }

    static Chart minimal() {
        return with(Map.of());
    }

    /** As {@link #minimal()}, with more values given as YAML. */
    static Chart withYaml(Path folder, String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("more-values.yaml"), yaml);
        return render(new Helm(FOLDER).template().withValuesFile(MINIMAL_VALUES).withValuesFile(file), Map.of());
    }

    /** The chart with these values and nothing else. */
    static Chart only(Map<String, ?> values) {
        return render(new Helm(FOLDER).template(), values);
    }

    private static Chart render(TemplateCommand command, Map<String, ?> values) {
        command.withName("demo").withNamespace("files").withKubeVersion(KUBERNETES);
        GIVEN_SECRETS.forEach(command::set);
        values.forEach(command::set);
        String text = command.call();
        return new Chart(text, parse(text));
    }

    /** Installs the chart there, without a word about Secrets that it makes by itself. */
    static Chart installInto(FakeCluster cluster) {
        new Helm(FOLDER)
                .install()
                .withName("demo")
                .withNamespace("files")
                .withValuesFile(MINIMAL_VALUES)
                .withKubeConfigContents(cluster.kubeConfig())
                .disableOpenApiValidation()
                .call();
        return new Chart("", cluster.made());
    }

    String text() {
        return text;
    }

    List<JsonNode> manifests() {
        return manifests;
    }

    List<JsonNode> ofKind(String kind) {
        return manifests.stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind))
                .toList();
    }

    Optional<JsonNode> find(String kind, String name) {
        return ofKind(kind).stream()
                .filter(manifest -> name(manifest).equals("demo-whypfs" + (name.isEmpty() ? "" : "-" + name)))
                .findFirst();
    }

    JsonNode get(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in\n" + text));
    }

    /** Deployments and StatefulSets by the service's name. */
    Map<String, JsonNode> workloads() {
        Map<String, JsonNode> found = new TreeMap<>();
        for (String kind : List.of("Deployment", "StatefulSet")) {
            ofKind(kind).forEach(manifest -> found.put(name(manifest).substring("demo-whypfs-".length()), manifest));
        }
        return found;
    }

    /** The application.properties of a service. */
    List<String> config(String service) {
        return get("ConfigMap", service)
                .at("/data/application.properties")
                .asText()
                .lines()
                .toList();
    }

    static JsonNode pod(JsonNode workload) {
        return workload.at("/spec/template/spec");
    }

    static JsonNode container(JsonNode workload) {
        return pod(workload).at("/containers/0");
    }

    static String name(JsonNode manifest) {
        return manifest.at("/metadata/name").asText();
    }
}
