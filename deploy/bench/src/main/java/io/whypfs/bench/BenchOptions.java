package io.whypfs.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The command line.
 *
 * @param scale factor on every count but the one of the 1 GiB file
 * @param only names of workloads without spaces, such as {@code 4KiB}; empty for all
 */
record BenchOptions(
        Optional<URI> url,
        String key,
        int connections,
        int rounds,
        double scale,
        Set<String> only,
        Duration atMostPerStep,
        boolean kubo,
        Path folder) {

    static final String USAGE = """
            Usage: deploy/bench/run [options]
              --url=http://127.0.0.1:1313  a WhyPFS that runs; without it one is started in a temporary home
              --key=EST...ARY              its API key (needed with --url)
              --connections=16             connections at once (64 MiB: at most 4, 1 GiB: 1)
              --rounds=2                   how often each target does everything, in turn: A B A B
              --scale=1.0                  factor on how many files; 0.1 for a first look
              --only=4KiB,1MiB             some of 4KiB, 1MiB, 64MiB, 1GiB
              --seconds=120                a step is cut off after so long
              --no-kubo                    leave out Kubo, also where an ipfs is on the PATH
              --folder=/var/tmp            where the temporary data goes; put it on the disk that you mean
            """;

    private static final Set<String> KNOWN =
            Set.of("url", "key", "connections", "rounds", "scale", "only", "seconds", "no-kubo", "folder");

    /** @throws IllegalArgumentException with a sentence that names the option */
    static BenchOptions parse(List<String> arguments) {
        Map<String, String> given = new TreeMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!name.startsWith("--") || !KNOWN.contains(name.substring(2))) {
                throw new IllegalArgumentException("\"" + argument + "\" is no option.");
            }
            given.put(name.substring(2), equals < 0 ? "" : argument.substring(equals + 1));
        }
        if (given.containsKey("url") && !given.containsKey("key")) {
            throw new IllegalArgumentException("--url needs --key: uploads want an API key.");
        }
        String only = given.getOrDefault("only", "");
        return new BenchOptions(
                Optional.ofNullable(given.get("url")).map(URI::create),
                given.getOrDefault("key", ""),
                positive(given, "connections", 16),
                positive(given, "rounds", 2),
                scale(given),
                only.isBlank() ? Set.of() : Set.of(only.split(",")),
                Duration.ofSeconds(positive(given, "seconds", 120)),
                !given.containsKey("no-kubo"),
                Path.of(given.getOrDefault("folder", System.getProperty("java.io.tmpdir"))));
    }

    int scaled(int count) {
        return (int) Math.max(1, Math.round(count * scale));
    }

    boolean wants(Workload workload) {
        return only.isEmpty() || only.contains(workload.name().replace(" ", ""));
    }

    private static int positive(Map<String, String> given, String name, int otherwise) {
        String text = given.getOrDefault(name, String.valueOf(otherwise));
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(
                    "--" + name + " must be a whole number from 1, and is \"" + text + "\".");
        }
        return Integer.parseInt(text);
    }

    private static double scale(Map<String, String> given) {
        String text = given.getOrDefault("scale", "1");
        if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,6})?")) {
            throw new IllegalArgumentException("--scale must be a number such as 0.1, and is \"" + text + "\".");
        }
        return Double.parseDouble(text);
    }
}
