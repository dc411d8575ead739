package io.whypfs.deals.protocol;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header Retry-After (RFC 9110, section 10.2.3) in its form of seconds; a date is left out, as it needs two clocks. */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    private RetryAfter() {}

    static Optional<Duration> read(Optional<String> header) {
        return header.map(String::strip)
                .filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
}
