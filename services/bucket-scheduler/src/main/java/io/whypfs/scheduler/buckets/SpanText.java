package io.whypfs.scheduler.buckets;

import java.time.Duration;

/** Spans of time as people read them. */
public final class SpanText {

    private SpanText() {}

    /** {@code 2 days}, {@code 1 hour}, {@code 0.2 s}: in the largest unit that leaves no rest. */
    public static String of(Duration span) {
        if (span.isZero() || span.toMillis() % 1000 != 0) {
            return span.toMillis() / 1000.0 + " s";
        }
        long seconds = span.toSeconds();
        if (seconds % 86_400 == 0) {
            return counted(seconds / 86_400, "day");
        }
        if (seconds % 3600 == 0) {
            return counted(seconds / 3600, "hour");
        }
        return seconds % 60 == 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
