package io.whypfs.local.system;

import io.whypfs.local.kafka.KafkaServer;
import io.whypfs.local.postgres.PostgresBinaries;
import io.whypfs.local.postgres.PostgresServer;
import io.whypfs.local.process.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All processes of the system, in the stages in which they start; they stop in the opposite order. */
final class SystemPlan {

    static final String POSTGRES = "postgres";
    static final String KAFKA = "kafka";
    static final String VERSION = "0.1.0";

    /** As the migrator knows them. */
    static final List<String> SCHEMAS = List.of("auth", "content", "core", "bucket", "deal");

    /** Longer than a service waits for its running uploads. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(65);
    /** The end of a training run writes the cache. */
    private static final Duration TRAINING_STOP_LIMIT = Duration.ofMinutes(3);

    private final LocalSettings settings;
    private final HomeFolder home;
    private final Addresses addresses;
    private final ServiceCommands commands;
    private final DevnetCommands devnet;
    private final PostgresServer postgres;
    private final KafkaServer kafka;

    SystemPlan(LocalSettings settings, HomeFolder home, Secrets secrets, Addresses addresses, Overrides overrides) {
        this.settings = settings;
        this.home = home;
        this.addresses = addresses;
        this.devnet = new DevnetCommands(settings, home, addresses, overrides);
        this.commands = new ServiceCommands(settings, home, secrets, addresses, overrides, devnet);
        this.postgres = new PostgresServer(
                PostgresBinaries.in(settings.tree().postgresCache()),
                new PostgresServer.Settings(
                        home.path().resolve("postgres"),
                        home.log(POSTGRES),
                        addresses.postgres(),
                        secrets.postgresPassword(),
                        true));
        this.kafka = new KafkaServer(
                settings.tree(),
                new KafkaServer.Settings(
                        home.path().resolve("kafka"), home.log(KAFKA), addresses.kafka(), addresses.kafkaController()));
    }

    ManagedChild postgres() {
        return new ManagedChild(
                POSTGRES,
                "postgresql://127.0.0.1:" + addresses.postgres() + "/" + PostgresServer.DATABASE,
                postgres::prepare,
                postgres::command,
                postgres::isReady,
                "INT",
                STOP_LIMIT);
    }

    ManagedChild kafka() {
        Supplier<Command> command = settings.training()
                ? () -> kafka.trainingCommand(settings.tree().brokerAotCache())
                : kafka::command;
        return new ManagedChild(
                KAFKA,
                "kafka://" + kafka.bootstrapServers(),
                kafka::prepare,
                command,
                kafka::isReady,
                "TERM",
                stopLimit());
    }

    /** Runs once, before the services. */
    Command migrations() {
        return commands.migrations();
    }

    List<ManagedChild> services() {
        List<ManagedChild> services = new ArrayList<>();
        services.add(service("auth-service", addresses.auth(), commands::auth));
        each(addresses.cores())
                .forEach(n ->
                        services.add(service("core-node-" + n, addresses.cores().get(n - 1), () -> commands.core(n))));
        each(addresses.apis())
                .forEach(n ->
                        services.add(service("api-node-" + n, addresses.apis().get(n - 1), () -> commands.api(n))));
        if (devnet.isWanted()) {
            services.add(devnet());
        }
        services.add(service("bucket-scheduler", addresses.scheduler(), commands::scheduler));
        services.add(service("deal-maker", addresses.deals(), commands::deals));
        services.add(new ManagedChild(
                "proxifier",
                Addresses.url(addresses.frontDoor()),
                () -> {},
                commands::proxifier,
                () -> HealthProbe.isReady(addresses.doorHealth()),
                "TERM",
                stopLimit()));
        return services;
    }

    private ManagedChild devnet() {
        return new ManagedChild(
                DevnetCommands.NAME,
                Addresses.url(addresses.devnet()),
                () -> {},
                devnet::command,
                () -> HealthProbe.answers(addresses.devnet(), DevnetCommands.PROBE),
                "TERM",
                stopLimit());
    }

    /** Names of the children, first to stop first: whoever asks stops before whoever answers. */
    List<List<String>> stopOrder() {
        return List.of(
                List.of("proxifier"),
                each(addresses.apis()).mapToObj(n -> "api-node-" + n).toList(),
                List.of("bucket-scheduler", "deal-maker"),
                each(addresses.cores()).mapToObj(n -> "core-node-" + n).toList(),
                List.of("auth-service"),
                devnet.isWanted() ? List.of(DevnetCommands.NAME) : List.<String>of(),
                List.of(KAFKA),
                List.of(POSTGRES));
    }

    /** Names of everything that writes a log. */
    List<String> logs() {
        return Stream.concat(stopOrder().stream().flatMap(List::stream), Stream.of("migrations"))
                .toList();
    }

    private ManagedChild service(String name, int port, Supplier<Command> command) {
        return new ManagedChild(
                name, Addresses.url(port), () -> {}, command, () -> HealthProbe.isReady(port), "TERM", stopLimit());
    }

    private Duration stopLimit() {
        return settings.training() ? TRAINING_STOP_LIMIT : STOP_LIMIT;
    }

    private static IntStream each(List<Integer> ports) {
        return IntStream.rangeClosed(1, ports.size());
    }
}
