package io.whypfs.local.system;

import io.whypfs.local.process.Command;
import io.whypfs.local.tree.BuiltTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The simulated Filecoin: how it is started, and what the services are told about it. Left out when the user names a chain
 * of their own.
 */
final class DevnetCommands {

    static final String NAME = "devnet";

    /** A page that answers as soon as the chain does. */
    static final String PROBE = "/clock";

    private static final String CHAIN_URL = "whypfs.chain.url";
    private static final String NETWORK = "whypfs-devnet";
    /** About the length of one of its epochs. */
    private static final String TICK = "PT0.2S";

    private static final int FIRST_PROVIDER = 1000;
    /** Epochs. */
    private static final String LOOK = "5";

    private final LocalSettings settings;
    private final HomeFolder home;
    private final Addresses addresses;
    private final boolean wanted;

    DevnetCommands(LocalSettings settings, HomeFolder home, Addresses addresses, Overrides overrides) {
        this.settings = settings;
        this.home = home;
        this.addresses = addresses;
        this.wanted = !overrides.names(CHAIN_URL);
    }

    /** Whether this system brings its own Filecoin. */
    boolean isWanted() {
        return wanted;
    }

    Command command() {
        Path target = settings.tree().root().resolve("deploy/devnet/target");
        Path jar = target.resolve("whypfs-devnet-" + SystemPlan.VERSION + ".jar");
        List<String> words = new ArrayList<>(List.of(
                BuiltTree.java(),
                "-Xmx192m",
                "-Xms24m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError"));
        words.addAll(new AotCaches(settings.training()).options(jar, target.resolve("devnet.aot")));
        words.addAll(List.of(
                "-cp",
                jar + ":" + BuiltTree.classPath(target.resolve("lib")),
                "io.whypfs.devnet.Devnet",
                "--home=" + home.path().resolve(NAME),
                "--port=" + addresses.devnet(),
                "--provider-ports="
                        + addresses.providers().stream().map(String::valueOf).collect(Collectors.joining(","))));
        return Command.of(words, Map.of("MALLOC_ARENA_MAX", "2"), home.logs(), home.log(NAME));
    }

    /** What the deal-maker is told. */
    Map<String, String> dealMaker() {
        Map<String, String> told = new LinkedHashMap<>();
        if (wanted) {
            String url = Addresses.url(addresses.devnet());
            told.put(CHAIN_URL, url);
            told.put("whypfs.chain.network", NETWORK);
            told.put("whypfs.wallet.faucet-url", url + "/control/faucet");
            told.put(
                    "whypfs.providers.addresses",
                    IntStream.range(FIRST_PROVIDER, FIRST_PROVIDER + settings.providers())
                            .mapToObj(id -> "t0" + id)
                            .collect(Collectors.joining(",")));
            told.put("whypfs.providers.allow-private-addresses", "true");
            told.put("whypfs.deals.finality", "10");
            // Some of its providers want something for deals with datacap, too.
            told.put("whypfs.deals.verified-price-ceiling", "5000000");
            // On a chain that seals within seconds nobody waits for the next look as on one that takes hours.
            told.put("whypfs.deals.poll.transferred", LOOK);
            told.put("whypfs.deals.poll.published", LOOK);
            told.put("whypfs.deals.poll.sealing", LOOK);
            told.put("whypfs.deals.poll.active", "100");
            told.putAll(ticks("deal-replication", "deal-tracking", "funds"));
            told.putAll(time());
        }
        return told;
    }

    /** What the bucket-scheduler is told. */
    Map<String, String> scheduler() {
        Map<String, String> told = new LinkedHashMap<>();
        if (wanted) {
            // Not by their jobs' schedules: what a bucket says about its next look comes from these.
            told.put("whypfs.buckets.creator.interval", TICK);
            told.put("whypfs.buckets.tick", TICK);
            told.put("whypfs.buckets.checker.interval", TICK);
            told.putAll(time());
        }
        return told;
    }

    private Map<String, String> time() {
        return Map.of("whypfs.time.offset-url", Addresses.url(addresses.devnet()) + "/clock");
    }

    private static Map<String, String> ticks(String... jobs) {
        Map<String, String> ticks = new LinkedHashMap<>();
        for (String job : jobs) {
            ticks.put("whypfs.jobs.schedules." + job, TICK);
        }
        return ticks;
    }
}
