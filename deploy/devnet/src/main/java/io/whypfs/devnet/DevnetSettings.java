package io.whypfs.devnet;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What the command line says, {@code --name=value} each; the README lists them with their meaning.
 *
 * @param epochMillis length of an epoch; with {@code manual} only the step of the chain's time stamps
 * @param finality how deep a reorganisation may go, in epochs
 * @param publishEpochs how often a provider publishes, from {@code --publish-millis}
 * @param minimumRate bytes per second below which a provider gives a transfer up
 */
public record DevnetSettings(
        Path home,
        int port,
        List<Integer> providerPorts,
        long epochMillis,
        boolean manual,
        int finality,
        int publishEpochs,
        int sealEpochs,
        long sealingEstimate,
        long minimumPieceSize,
        long minimumDuration,
        long minimumRate,
        boolean keepData,
        boolean free,
        boolean gateway,
        boolean refusePrivate,
        int errorStatus,
        long seed,
        long faultSeed,
        Set<String> verifiedOnly,
        Set<String> unverifiedOnly,
        Set<String> sameOwner) {

    private static final long DEFAULT_EPOCH = 200;
    private static final long DEFAULT_PUBLISH = 2_000;
    private static final int DEFAULT_PROVIDERS = 8;
    private static final long MINIMUM_RATE = 131_072;
    private static final Set<String> FLAGS = Set.of("manual", "keep-data", "free", "gateway", "refuse-private");
    private static final Set<String> NAMES = Set.of(
            "home",
            "port",
            "providers",
            "first-provider-port",
            "provider-ports",
            "epoch-millis",
            "finality",
            "publish-millis",
            "seal-epochs",
            "sealing-estimate",
            "min-piece-size",
            "min-duration",
            "min-rate",
            "error-status",
            "seed",
            "faults",
            "verified-only",
            "unverified-only",
            "same-owner");

    /** @throws IllegalArgumentException with one sentence about the first argument that cannot be used */
    public static DevnetSettings from(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            int equal = argument.indexOf('=');
            String name = argument.startsWith("--") ? argument.substring(2, equal < 0 ? argument.length() : equal) : "";
            if (!(equal < 0 ? FLAGS : NAMES).contains(name)) {
                throw new IllegalArgumentException("unknown argument " + argument + "; there are "
                        + NAMES.stream().sorted().toList() + " with a value and "
                        + FLAGS.stream().sorted().toList() + " without");
            }
            given.put(name, argument.substring(equal + 1));
        }
        return new Reader(given).settings();
    }

    private record Reader(Map<String, String> given) {

        DevnetSettings settings() {
            long epoch = number("epoch-millis", DEFAULT_EPOCH, 1);
            return new DevnetSettings(
                    Path.of(needed("home")),
                    port(),
                    ports(),
                    epoch,
                    given.containsKey("manual"),
                    (int) number("finality", 10, 1),
                    (int) Math.max(1, number("publish-millis", DEFAULT_PUBLISH, 1) / epoch),
                    (int) number("seal-epochs", 10, 1),
                    number("sealing-estimate", 960, 0),
                    number("min-piece-size", 256, 128),
                    number("min-duration", 518_400, 1),
                    number("min-rate", MINIMUM_RATE, 0),
                    given.containsKey("keep-data"),
                    given.containsKey("free"),
                    given.containsKey("gateway"),
                    given.containsKey("refuse-private"),
                    (int) number("error-status", 500, 200),
                    number("seed", 1, Long.MIN_VALUE),
                    number("faults", 0, Long.MIN_VALUE),
                    names("verified-only"),
                    names("unverified-only"),
                    names("same-owner"));
        }

        private String needed(String name) {
            String value = given.get(name);
            if (value == null) {
                throw new IllegalArgumentException("--" + name + "= is missing");
            }
            return value;
        }

        private long number(String name, long unlessGiven, long least) {
            String text = given.get(name);
            try {
                long value = text == null ? unlessGiven : Long.parseLong(text);
                if (value < least) {
                    throw new IllegalArgumentException("--" + name + "=" + text + " is below " + least);
                }
                return value;
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("--" + name + "=" + text + " is no number", e);
            }
        }

        /** 0 for any free one. */
        private int port() {
            needed("port");
            return (int) number("port", 0, 0);
        }

        private List<Integer> ports() {
            String listed = given.get("provider-ports");
            if (listed != null) {
                return split(listed, Integer::valueOf);
            }
            int first = (int) number("first-provider-port", number("port", 0, 0) + 1, 1);
            int count = (int) number("providers", DEFAULT_PROVIDERS, 0);
            return IntStream.range(first, first + count).boxed().toList();
        }

        private Set<String> names(String name) {
            return Set.copyOf(split(given.getOrDefault(name, ""), Function.identity()));
        }

        private static <T> List<T> split(String text, Function<String, T> read) {
            return Arrays.stream(text.split(","))
                    .filter(part -> !part.isBlank())
                    .map(String::trim)
                    .map(read)
                    .toList();
        }
    }
}
