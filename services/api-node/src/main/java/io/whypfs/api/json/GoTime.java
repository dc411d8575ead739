package io.whypfs.api.json;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and durations as Go writes and reads them: RFC 3339 with the nanoseconds that are there, {@code 1h30m}. */
public final class GoTime {

    /** What V1 prints for a time that is not set; clients compare with its text. */
    public static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral('Z')
            .toFormatter(java.util.Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
    private static final double NANOS_LIMIT = 9.2e18;

    private GoTime() {}

    public static String format(Instant instant) {
        return FORMAT.format(instant);
    }

    /** A Go duration such as {@code 24h}, {@code 1h30m} or {@code 1.5s}; empty when the text is none. */
    public static Optional<Duration> parseDuration(String text) {
        String rest = text;
        boolean negative = rest.startsWith("-");
        if (negative || rest.startsWith("+")) {
            rest = rest.substring(1);
        }
        if (rest.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher part = PART.matcher(rest);
        double nanos = 0;
        int end = 0;
        while (end < rest.length() && part.find(end) && part.start() == end) {
            nanos += Double.parseDouble(part.group(1)) * nanosOf(part.group(2));
            end = part.end();
        }
        if (end == 0 || end < rest.length() || nanos > NANOS_LIMIT) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(Math.round(negative ? -nanos : nanos)));
    }

    private static double nanosOf(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            case "h" -> 3600e9;
            default -> 1e3;
        };
    }
}
