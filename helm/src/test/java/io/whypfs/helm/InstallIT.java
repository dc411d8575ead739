package io.whypfs.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class InstallIT {

    @Test
    void secretsThatNobodyMadeAreMadeAtTheFirstInstallAndSurviveAnUninstall() throws Exception {
        try (FakeCluster empty = new FakeCluster()) {
            // When
            Chart chart = Chart.installInto(empty);

            // Then
            assertThat(decoded(chart.get("Secret", "admin-key").at("/data/admin.key")))
                    .matches("EST[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}ARY");
            assertThat(decoded(chart.get("Secret", "internal-token").at("/data/token")))
                    .hasSize(48);
            assertThat(chart.ofKind("Secret"))
                    .allSatisfy(secret -> assertThat(secret.at("/metadata/annotations/helm.sh~1resource-policy")
                                    .asText())
                            .isEqualTo("keep"));
        }
    }

    @Test
    void secretsThatWereMadeBeforeStayAsTheyAre() throws Exception {
        try (FakeCluster cluster = new FakeCluster()) {
            // Given
            String key = encoded("EST00000000-1111-2222-3333-444444444444ARY");
            cluster.hold("demo-whypfs-admin-key", "admin.key", key);
            cluster.hold("demo-whypfs-internal-token", "token", encoded("made at the first install"));

            // When
            Chart chart = Chart.installInto(cluster);

            // Then
            assertThat(chart.get("Secret", "admin-key").at("/data/admin.key").asText())
                    .isEqualTo(key);
            assertThat(decoded(chart.get("Secret", "internal-token").at("/data/token")))
                    .isEqualTo("made at the first install");
        }
    }

    @Test
    void theMigrationJobRunsBeforeAnythingElseAndNeedsNothingOfTheRelease() throws Exception {
        try (FakeCluster cluster = new FakeCluster()) {
            // When
            Chart chart = Chart.installInto(cluster);

            // Then
            JsonNode job = chart.manifests().getFirst();
            assertThat(job.path("kind").asText()).isEqualTo("Job");
            assertThat(job.at("/metadata/annotations/helm.sh~1hook").asText()).isEqualTo("pre-install,pre-upgrade");
            assertThat(Chart.pod(job).has("serviceAccountName")).isFalse();
            Map<String, String> secrets = new TreeMap<>();
            Chart.container(job).path("env").forEach(variable -> {
                JsonNode reference = variable.at("/valueFrom/secretKeyRef");
                if (!reference.isMissingNode()) {
                    secrets.put(
                            variable.path("name").asText(),
                            reference.path("name").asText() + "/"
                                    + reference.path("key").asText());
                }
            });
            assertThat(secrets)
                    .containsOnly(
                            Map.entry("WHYPFS_MIGRATIONS_USER", "whypfs-database-admin/username"),
                            Map.entry("WHYPFS_MIGRATIONS_PASSWORD", "whypfs-database-admin/password"),
                            Map.entry("WHYPFS_MIGRATIONS_ROLE_PASSWORD_AUTH", "whypfs-roles/auth"),
                            Map.entry("WHYPFS_MIGRATIONS_ROLE_PASSWORD_CONTENT", "whypfs-roles/content"),
                            Map.entry("WHYPFS_MIGRATIONS_ROLE_PASSWORD_CORE", "whypfs-roles/core"),
                            Map.entry("WHYPFS_MIGRATIONS_ROLE_PASSWORD_BUCKET", "whypfs-roles/bucket"),
                            Map.entry("WHYPFS_MIGRATIONS_ROLE_PASSWORD_DEAL", "whypfs-roles/deal"));
            assertThat(chart.workloads()).hasSize(6);
        }
    }

    @Test
    void secretsThatTheOperatorMadeAreUsedAndNotMadeAgain() {
        Chart chart = Chart.minimal();
        assertThat(chart.ofKind("Secret")).isEmpty();
        assertThat(chart.get("Deployment", "auth-service").findValues("secretName"))
                .extracting(JsonNode::asText)
                .containsExactly("given-key");
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(JsonNode base64) {
        return new String(Base64.getDecoder().decode(base64.asText()), StandardCharsets.UTF_8);
    }
}
