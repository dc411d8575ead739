package io.whypfs.local.system;

import io.whypfs.local.postgres.PostgresServer;
import io.whypfs.local.process.Command;
import io.whypfs.local.tree.BuiltTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The command lines of the services and of the migrator. Secrets go into the environment. */
final class ServiceCommands {

    private final LocalSettings settings;
    private final HomeFolder home;
    private final Secrets secrets;
    private final Addresses addresses;
    private final Overrides overrides;
    private final DevnetCommands devnet;
    private final AotCaches caches;

    ServiceCommands(
            LocalSettings settings,
            HomeFolder home,
            Secrets secrets,
            Addresses addresses,
            Overrides overrides,
            DevnetCommands devnet) {
        this.settings = settings;
        this.home = home;
        this.secrets = secrets;
        this.addresses = addresses;
        this.overrides = overrides;
        this.devnet = devnet;
        this.caches = new AotCaches(settings.training());
    }

    Command auth() {
        return service(
                ServiceKind.AUTH,
                "auth-service",
                addresses.auth(),
                Map.of("whypfs.bootstrap.admin-key-file", home.adminKey().toString()));
    }

    Command core(int number) {
        int port = addresses.cores().get(number - 1);
        return service(
                ServiceKind.CORE,
                "core-node-" + number,
                port,
                Map.of(
                        "whypfs.storage.path",
                                home.path().resolve("cores/" + number).toString(),
                        "whypfs.node.url", Addresses.url(port)));
    }

    Command api(int number) {
        return service(
                ServiceKind.API,
                "api-node-" + number,
                addresses.apis().get(number - 1),
                Map.of(
                        "whypfs.auth.url", Addresses.url(addresses.auth()),
                        "whypfs.cores.urls", Addresses.urls(addresses.cores()),
                        "whypfs.scheduler.url", Addresses.url(addresses.scheduler()),
                        "whypfs.dealmaker.url", Addresses.url(addresses.deals()),
                        "whypfs.public.url", Addresses.url(addresses.frontDoor())));
    }

    Command scheduler() {
        return service(ServiceKind.SCHEDULER, "bucket-scheduler", addresses.scheduler(), devnet.scheduler());
    }

    Command deals() {
        Map<String, String> told = new HashMap<>(devnet.dealMaker());
        told.put("whypfs.pieces.public-url", Addresses.url(addresses.frontDoor()));
        return service(ServiceKind.DEALS, "deal-maker", addresses.deals(), told);
    }

    Command proxifier() {
        return service(
                ServiceKind.PROXIFIER,
                "proxifier",
                addresses.frontDoor(),
                Map.of(
                        "quarkus.management.host", "127.0.0.1",
                        "quarkus.management.port", Integer.toString(addresses.doorHealth()),
                        "whypfs.proxifier.api-nodes", Addresses.urls(addresses.apis()),
                        "whypfs.proxifier.core-nodes", Addresses.urls(addresses.cores())));
    }

    Command migrations() {
        Path target = settings.tree().root().resolve("db-migrations/target");
        Path cache = target.resolve("db-migrations.aot");
        Path jar = target.resolve("whypfs-db-migrations-" + SystemPlan.VERSION + ".jar");
        List<String> words = new ArrayList<>(List.of(
                BuiltTree.java(), "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        words.addAll(caches.options(jar, cache));
        words.addAll(List.of(
                "-cp", jar + ":" + BuiltTree.classPath(target.resolve("lib")), "io.whypfs.migrations.Migrator"));
        Map<String, String> environment = new HashMap<>();
        environment.put("WHYPFS_MIGRATIONS_URL", jdbcUrl());
        environment.put("WHYPFS_MIGRATIONS_USER", PostgresServer.SUPERUSER);
        environment.put("WHYPFS_MIGRATIONS_PASSWORD", secrets.postgresPassword());
        SystemPlan.SCHEMAS.forEach(schema -> environment.put(
                "WHYPFS_MIGRATIONS_ROLE_PASSWORD_" + schema.toUpperCase(Locale.ROOT), secrets.rolePassword(schema)));
        return Command.of(words, environment, home.logs(), home.log("migrations"));
    }

    private Command service(ServiceKind kind, String name, int port, Map<String, String> properties) {
        Path root = settings.tree().root();
        List<String> words = new ArrayList<>(List.of(BuiltTree.java()));
        words.addAll(kind.jvmOptions(home.logs()));
        words.addAll(caches.options(kind.jar(root), kind.aotCache(root)));
        words.add("-Dquarkus.http.host=127.0.0.1");
        words.add("-Dquarkus.http.port=" + port);
        words.add("-Dquarkus.banner.enabled=false");
        Map<String, String> environment = new HashMap<>(Map.of("MALLOC_ARENA_MAX", "2"));
        if (kind != ServiceKind.PROXIFIER) {
            environment.put("WHYPFS_INTERNAL_TOKEN", secrets.internalToken());
            environment.put("QUARKUS_DATASOURCE_PASSWORD", secrets.rolePassword(kind.schema()));
            environment.putAll(secretsOf(kind));
            words.add("-Dquarkus.datasource.jdbc.url=" + jdbcUrl());
            words.add("-Dquarkus.datasource.username=" + kind.role());
            words.add("-Dkafka.bootstrap.servers=127.0.0.1:" + addresses.kafka());
        }
        properties.forEach((key, value) -> words.add("-D" + key + "=" + value));
        words.addAll(overrides.options(kind));
        words.addAll(List.of("-jar", kind.jar(root).toString()));
        return Command.of(words, environment, home.logs(), home.log(name));
    }

    private Map<String, String> secretsOf(ServiceKind kind) {
        return switch (kind) {
            case CORE -> Map.of("WHYPFS_PIECES_SECRET", secrets.piecesSecret());
            case DEALS ->
                Map.of("WHYPFS_PIECES_SECRET", secrets.piecesSecret(), "WHYPFS_WALLET_SECRET", secrets.walletSecret());
            case AUTH, API, SCHEDULER, PROXIFIER -> Map.of();
        };
    }

    private String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + addresses.postgres() + "/" + PostgresServer.DATABASE;
    }
}
