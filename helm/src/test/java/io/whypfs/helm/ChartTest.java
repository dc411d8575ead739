package io.whypfs.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ChartTest {

    private static final Set<String> SERVICES =
            Set.of("api-node", "core-node", "bucket-scheduler", "deal-maker", "auth-service", "proxifier");

    @Test
    void passesTheStrictLint() {
        // When
        var result = new Helm(Chart.FOLDER).lint().strict().call();

        // Then
        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("WARNING"));
    }

    @Test
    void oneTemplateMakesAllServices() throws Exception {
        // When
        Chart chart = Chart.minimal();

        // Then
        assertThat(chart.workloads().keySet()).isEqualTo(SERVICES);
        assertThat(sourcesOf(chart, "Deployment", "StatefulSet")).containsExactly("whypfs/templates/workloads.yaml");
        try (Stream<Path> templates = Files.list(Chart.FOLDER.resolve("templates"))) {
            assertThat(templates.filter(ChartTest::makesAWorkload)).hasSize(1);
        }
    }

    @Test
    void theApiPoolAndTheCorePoolScaleOnTheirOwn() {
        // When
        Chart chart = Chart.with(Map.of("services.api-node.replicas", 5, "services.core-node.replicas", 7));

        // Then
        assertThat(chart.get("Deployment", "api-node").at("/spec/replicas").asInt())
                .isEqualTo(5);
        assertThat(chart.get("StatefulSet", "core-node").at("/spec/replicas").asInt())
                .isEqualTo(7);
        assertThat(chart.get("Deployment", "proxifier").at("/spec/replicas").asInt())
                .isEqualTo(2);
    }

    @Test
    void everyCoreHasAVolumeAndANameOfItsOwn() {
        // When
        Chart chart = Chart.with(Map.of("services.core-node.persistence.size", "5Ti"));
        JsonNode core = chart.get("StatefulSet", "core-node");

        // Then
        JsonNode claim = core.at("/spec/volumeClaimTemplates/0");
        assertThat(claim.at("/spec/resources/requests/storage").asText()).isEqualTo("5Ti");
        assertThat(Chart.container(core).findValues("mountPath"))
                .extracting(JsonNode::asText)
                .contains("/var/lib/whypfs");
        assertThat(chart.config("core-node")).contains("whypfs.storage.path=/var/lib/whypfs");

        String headless = core.at("/spec/serviceName").asText();
        assertThat(headless).isEqualTo("demo-whypfs-core-node-pods");
        assertThat(chart.get("Service", "core-node-pods").at("/spec/clusterIP").asText())
                .isEqualTo("None");
        assertThat(env(core, "WHYPFS_NODE_URL").at("/value").asText())
                .isEqualTo("http://$(POD_NAME)." + headless + ":8080");
    }

    @Test
    void theDealMakerKnowsTheChainAndCoresAndDealMakerShareTheSecretOfPieces() {
        // When
        Chart chart = Chart.with(Map.of(
                "filecoin.chainUrl", "https://node.example/rpc/v1",
                "filecoin.chainTokenSecret", "lotus",
                "filecoin.network", "calibrationnet"));
        JsonNode deals = chart.get("Deployment", "deal-maker");
        JsonNode core = chart.get("StatefulSet", "core-node");

        // Then
        assertThat(chart.config("deal-maker"))
                .contains("whypfs.chain.url=https://node.example/rpc/v1", "whypfs.chain.network=calibrationnet")
                .contains("whypfs.pieces.public-url=https://files.example");
        assertThat(env(deals, "WHYPFS_CHAIN_TOKEN")
                        .at("/valueFrom/secretKeyRef/name")
                        .asText())
                .isEqualTo("lotus");
        assertThat(env(core, "WHYPFS_PIECES_SECRET")).isEqualTo(env(deals, "WHYPFS_PIECES_SECRET"));
        assertThat(env(deals, "WHYPFS_WALLET_SECRET")
                        .at("/valueFrom/secretKeyRef/key")
                        .asText())
                .isEqualTo("wallet");
        assertThat(chart.config("proxifier"))
                .contains("whypfs.proxifier.core-nodes=dns:demo-whypfs-core-node-pods:8080");
    }

    @Test
    void everyMountHasItsVolume() {
        Chart.minimal().workloads().forEach((name, workload) -> {
            List<String> volumes = new ArrayList<>();
            Chart.pod(workload)
                    .path("volumes")
                    .forEach(volume -> volumes.add(volume.path("name").asText()));
            workload.at("/spec/volumeClaimTemplates").forEach(claim -> volumes.add(Chart.name(claim)));
            List<String> mounts = new ArrayList<>();
            Chart.container(workload)
                    .path("volumeMounts")
                    .forEach(mount -> mounts.add(mount.path("name").asText()));
            assertThat(mounts).as(name).containsExactlyInAnyOrderElementsOf(volumes);
        });
    }

    @Test
    void theOthersKeepNothing() {
        Chart chart = Chart.minimal();
        assertThat(chart.ofKind("PersistentVolumeClaim")).isEmpty();
        chart.workloads().forEach((name, workload) -> {
            if (!name.equals("core-node")) {
                assertThat(workload.path("kind").asText()).as(name).isEqualTo("Deployment");
                assertThat(Chart.pod(workload).path("volumes").findValues("persistentVolumeClaim"))
                        .as(name)
                        .isEmpty();
            }
        });
    }

    @Test
    void everyServiceIsAskedForItsHealth() {
        Chart.minimal().workloads().forEach((name, workload) -> {
            JsonNode container = Chart.container(workload);
            String port = name.equals("proxifier") ? "management" : "http";
            Map.of("startupProbe", "started", "livenessProbe", "live", "readinessProbe", "ready")
                    .forEach((probe, path) -> {
                        assertThat(container.at("/" + probe + "/httpGet/path").asText())
                                .as(name)
                                .isEqualTo("/q/health/" + path);
                        assertThat(container.at("/" + probe + "/httpGet/port").asText())
                                .as(name)
                                .isEqualTo(port);
                    });
            assertThat(container.path("ports").findValues("name"))
                    .extracting(JsonNode::asText)
                    .as(name)
                    .contains(port);
        });
    }

    @Test
    void passwordsComeFromSecretsByReference() {
        // When
        Chart chart = Chart.with(Map.of("kafka.saslSecret", "kafka-login"));

        // Then
        Map<String, String> schemas = Map.of(
                "api-node", "content",
                "core-node", "core",
                "bucket-scheduler", "bucket",
                "deal-maker", "deal",
                "auth-service", "auth");
        schemas.forEach((name, schema) -> {
            JsonNode workload = chart.workloads().get(name);
            assertThat(secret(workload, "QUARKUS_DATASOURCE_PASSWORD")).isEqualTo("whypfs-roles/" + schema);
            assertThat(secret(workload, "WHYPFS_INTERNAL_TOKEN")).isEqualTo("given-token/token");
            assertThat(chart.config(name)).contains("quarkus.datasource.username=whypfs_" + schema);
        });
        assertThat(secret(chart.workloads().get("api-node"), "KAFKA_SASL_JAAS_CONFIG"))
                .isEqualTo("kafka-login/sasl.jaas.config");
        assertThat(chart.workloads().get("proxifier").toString()).doesNotContain("secretKeyRef");
        for (JsonNode map : chart.ofKind("ConfigMap")) {
            assertThat(map.toString()).doesNotContain("password").doesNotContain("internal.token");
        }
    }

    @Test
    void theIngressLetsLargeBodiesThroughUnbuffered(@TempDir Path folder) throws Exception {
        // When
        JsonNode ingress = Chart.withYaml(folder, "ingress: {enabled: true, className: nginx, hosts: [files.example]}")
                .get("Ingress", "");

        // Then
        JsonNode annotations = ingress.at("/metadata/annotations");
        String nginx = "nginx.ingress.kubernetes.io/";
        assertThat(annotations.path(nginx + "proxy-body-size").asText()).isEqualTo("0");
        assertThat(annotations.path(nginx + "proxy-request-buffering").asText()).isEqualTo("off");
        assertThat(annotations.path(nginx + "proxy-buffering").asText()).isEqualTo("off");
        JsonNode backend = ingress.at("/spec/rules/0/http/paths/0/backend/service");
        assertThat(backend.path("name").asText()).isEqualTo("demo-whypfs-proxifier");
        assertThat(Chart.minimal().ofKind("Ingress")).isEmpty();
    }

    @Test
    void aPodOutlivesItsGracefulStop() {
        // When
        Chart chart = Chart.with(Map.of("services.api-node.gracefulStopSeconds", 300));

        // Then
        assertThat(chart.config("api-node")).contains("quarkus.shutdown.timeout=300S");
        chart.workloads().forEach((name, workload) -> {
            String key = name.equals("proxifier") ? "whypfs.proxifier.stop-timeout=" : "quarkus.shutdown.timeout=";
            int stop = chart.config(name).stream()
                    .filter(line -> line.startsWith(key))
                    .mapToInt(line -> Integer.parseInt(line.substring(key.length(), line.length() - 1)))
                    .findFirst()
                    .orElseThrow();
            assertThat(Chart.pod(workload).path("terminationGracePeriodSeconds").asInt())
                    .as(name)
                    .isGreaterThanOrEqualTo(stop + 10);
        });
    }

    @Test
    void aChangedSettingRestartsOnlyTheServiceThatReadsIt(@TempDir Path folder) throws Exception {
        // When
        Chart before = Chart.minimal();
        Chart after = Chart.withYaml(folder, "services: {api-node: {config: {whypfs.upload.max-size: 100G}}}");

        // Then
        assertThat(after.config("api-node")).endsWith("whypfs.upload.max-size=100G");
        for (String name : SERVICES) {
            boolean same = checksum(before, name).equals(checksum(after, name));
            assertThat(same).as(name).isEqualTo(!name.equals("api-node"));
        }
    }

    @Test
    void podsRunWithoutRightsTheyDoNotNeed() {
        Chart chart = Chart.minimal();
        Stream.concat(chart.workloads().values().stream(), chart.ofKind("Job").stream())
                .forEach(workload -> {
                    String name = Chart.name(workload);
                    JsonNode pod = Chart.pod(workload);
                    JsonNode rights = Chart.container(workload).path("securityContext");
                    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean())
                            .as(name)
                            .isTrue();
                    assertThat(rights.path("allowPrivilegeEscalation").asBoolean(true))
                            .as(name)
                            .isFalse();
                    assertThat(rights.path("readOnlyRootFilesystem").asBoolean())
                            .as(name)
                            .isTrue();
                    assertThat(rights.at("/capabilities/drop/0").asText())
                            .as(name)
                            .isEqualTo("ALL");
                    assertThat(pod.path("automountServiceAccountToken").asBoolean(true))
                            .as(name)
                            .isFalse();
                    assertThat(Chart.container(workload)
                                    .at("/resources/limits/memory")
                                    .asText())
                            .as(name)
                            .isNotEmpty();
                });
    }

    @Test
    void kubernetesAddsNoSettingsThatAServiceWouldRefuse() {
        Chart chart = Chart.minimal();
        Stream.concat(chart.workloads().values().stream(), chart.ofKind("Job").stream())
                .forEach(workload -> assertThat(
                                Chart.pod(workload).path("enableServiceLinks").asBoolean(true))
                        .as(Chart.name(workload))
                        .isFalse());
    }

    @Test
    void atMostOneApiAndOneCoreAreEvictedAtATime() {
        Chart chart = Chart.minimal();
        assertThat(chart.ofKind("PodDisruptionBudget"))
                .extracting(Chart::name)
                .containsExactlyInAnyOrder("demo-whypfs-api-node", "demo-whypfs-core-node");
        for (JsonNode budget : chart.ofKind("PodDisruptionBudget")) {
            assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1);
            JsonNode pods = chart.workloads()
                    .get(Chart.name(budget).substring("demo-whypfs-".length()))
                    .at("/spec/template/metadata/labels");
            budget.at("/spec/selector/matchLabels")
                    .properties()
                    .forEach(label -> assertThat(pods.get(label.getKey())).isEqualTo(label.getValue()));
        }
    }

    @Test
    void theFrontDoorFindsEveryApiNodeByName() {
        Chart chart = Chart.minimal();
        assertThat(chart.config("proxifier")).contains("whypfs.proxifier.api-nodes=dns:demo-whypfs-api-node-pods:8080");
        assertThat(chart.get("Service", "api-node-pods").at("/spec/clusterIP").asText())
                .isEqualTo("None");
        assertThat(chart.config("api-node"))
                .contains(
                        "whypfs.auth.url=http://demo-whypfs-auth-service:8080",
                        "whypfs.cores.urls=http://demo-whypfs-core-node:8080",
                        "whypfs.scheduler.url=http://demo-whypfs-bucket-scheduler:8080",
                        "whypfs.public.url=https://files.example");
    }

    private static String checksum(Chart chart, String service) {
        return chart.workloads()
                .get(service)
                .at("/spec/template/metadata/annotations/checksum~1config")
                .asText();
    }

    private static JsonNode env(JsonNode workload, String name) {
        return StreamSupport.stream(Chart.container(workload).path("env").spliterator(), false)
                .filter(entry -> entry.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + workload));
    }

    private static String secret(JsonNode workload, String variable) {
        JsonNode entry = env(workload, variable);
        assertThat(entry.has("value")).as(variable).isFalse();
        JsonNode reference = entry.at("/valueFrom/secretKeyRef");
        return reference.path("name").asText() + "/" + reference.path("key").asText();
    }

    private static Set<String> sourcesOf(Chart chart, String... kinds) {
        return Stream.of(chart.text().split("(?m)^---$"))
                .filter(part -> Stream.of(kinds).anyMatch(kind -> part.contains("\nkind: " + kind + "\n")))
                .map(part -> part.lines()
                        .filter(line -> line.startsWith("# Source: "))
                        .findFirst()
                        .orElseThrow()
                        .substring("# Source: ".length()))
                .collect(java.util.stream.Collectors.toSet());
    }

    private static boolean makesAWorkload(Path template) {
        try {
            return Files.readString(template).contains("apiVersion: apps/v1");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
