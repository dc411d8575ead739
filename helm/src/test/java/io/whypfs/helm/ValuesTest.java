package io.whypfs.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ValuesTest {

    private static final Map<String, String> REQUIRED = Map.of(
            "publicUrl", "https://files.example",
            "postgresql.url", "jdbc:postgresql://postgres.example:5432/whypfs",
            "postgresql.existingSecret", "roles",
            "postgresql.admin.existingSecret", "admin",
            "kafka.bootstrapServers", "kafka.example:9092");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "publicUrl",
                "postgresql.url",
                "postgresql.existingSecret",
                "postgresql.admin.existingSecret",
                "kafka.bootstrapServers"
            })
    void aMissingValueFailsWithASentenceThatSaysWhatToSet(String missing) {
        // Given
        Map<String, String> values = new HashMap<>(REQUIRED);
        values.remove(missing);

        // Then
        assertThat(Chart.only(REQUIRED).workloads()).hasSize(6);
        assertThatThrownBy(() -> Chart.only(values)).hasMessageContaining(missing + " is empty");
    }

    @Test
    void aPasswordInTheUrlIsRefused() {
        assertThatThrownBy(() -> Chart.with(
                        Map.of("postgresql.url", "jdbc:postgresql://db.example:5432/whypfs?user=a&password=b")))
                .hasMessageContaining("postgresql.url holds a user or a password");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "services: {api-node: {replicas: -1}} | api-node",
                "services: {api-node: {replicas: many}} | replicas",
                "services: {api-node: {replica: 2}} | replica",
                "services: {gateway: {replicas: 2}} | gateway",
                "services: {core-node: {persistence: {accessModes: [ReadWriteMany]}}} | accessModes",
                "services: {auth-service: {config: {quarkus.datasource.password: x}}} | quarkus.datasource.password",
                "image: {tag: latest} | tag",
                "logFormat: xml | logFormat",
                "publicUrl: files.example | publicUrl",
                "kafka: {bootstrapServers: kafka.example} | bootstrapServers",
                "postgres: {url: x} | postgres",
                "ingress: {enabled: 'yes'} | enabled"
            })
    void aValueThatDoesNotFitIsNamed(String yaml, String named, @TempDir Path folder) {
        assertThatThrownBy(() -> Chart.withYaml(folder, yaml))
                .hasMessageContaining("values don't meet the specifications of the schema")
                .hasMessageContaining(named);
    }

    @Test
    void everyValueIsInTheSchema() throws Exception {
        // Given
        YAMLMapper yaml = new YAMLMapper();
        JsonNode values = yaml.readTree(Chart.FOLDER.resolve("values.yaml").toFile());
        JsonNode schema =
                yaml.readTree(Chart.FOLDER.resolve("values.schema.json").toFile());

        // Then
        values.fieldNames()
                .forEachRemaining(name ->
                        assertThat(schema.path("properties").has(name)).as(name).isTrue());
        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
    }

    @Test
    void noDefaultIsASecret() throws Exception {
        // Given
        JsonNode values =
                new YAMLMapper().readTree(Chart.FOLDER.resolve("values.yaml").toFile());

        // Then
        for (String name : List.of("existingSecret", "saslSecret")) {
            assertThat(values.findValues(name))
                    .isNotEmpty()
                    .allSatisfy(secret -> assertThat(secret.asText()).isEmpty());
        }
        assertThat(values.findValues("password")).isEmpty();
        assertThat(values.findValues("token")).isEmpty();
    }
}
