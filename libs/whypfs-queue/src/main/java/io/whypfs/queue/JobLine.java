package io.whypfs.queue;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A job in one line of configuration, see {@link JobDefinition#parse}. */
final class JobLine {

    private static final String FORM =
            "A job is '<type>; <schedule>' and more '; <parameter>=<value>', such as 'folder-size; PT1H; folder=/data'.";

    private JobLine() {}

    static JobDefinition parse(String name, String line) throws BadScheduleException {
        List<String> parts = new ArrayList<>(List.of(line.split(";", -1)));
        parts.replaceAll(String::trim);
        if (parts.size() < 2) {
            throw new BadJobException("The job '" + name + "' has no schedule: '" + line + "'. " + FORM);
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : parts.subList(2, parts.size())) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw new BadJobException("In the job '" + name + "' this is no parameter: '" + part + "'. " + FORM);
            }
            values.put(
                    part.substring(0, equals).trim(), part.substring(equals + 1).trim());
        }
        JobLimits limits = limits(
                Optional.ofNullable(values.remove("maxRuns")),
                Optional.ofNullable(values.remove("until")),
                Optional.ofNullable(values.remove("timeout")));
        return new JobDefinition(name, parts.getFirst(), JobSchedule.parse(parts.get(1)), values, limits, true);
    }

    private static JobLimits limits(Optional<String> maxRuns, Optional<String> until, Optional<String> timeout) {
        try {
            return new JobLimits(
                    maxRuns.map(text -> OptionalInt.of(Integer.parseInt(text))).orElse(OptionalInt.empty()),
                    until.map(Instant::parse),
                    timeout.map(Duration::parse));
        } catch (NumberFormatException e) {
            throw new BadJobException("maxRuns must be a whole number; '" + maxRuns.orElse("") + "' is not.");
        } catch (DateTimeException e) {
            throw new BadJobException(
                    "until is an RFC 3339 time, timeout an ISO 8601 duration: " + e.getMessage() + ".");
        }
    }
}
