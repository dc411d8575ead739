package io.whypfs.scheduler.buckets;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.kit.problem.ProblemException;
import io.whypfs.queue.BadScheduleException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user's wish for a bucket: {@code {"user":1,"name":"..","maxFiles"?,"thresholdSize"?,"schedule"?,"maxAge"?,"core"?}}.
 *
 * @param core home core; null: that of the first content
 * @param terms when it is sealed, defaults where the wish says nothing
 */
record BucketWish(long user, String name, @Nullable String core, SealingTerms terms) {

    private static final Set<String> FIELDS =
            Set.of("user", "name", "maxFiles", "thresholdSize", "schedule", "maxAge", "core");
    private static final int LONGEST_NAME = 200;
    private static final Duration SHORTEST_AGE = Duration.ofSeconds(1);
    private static final long LARGEST_ID = (1L << 53) - 1;

    /** @throws ProblemException 400 {@code bad-input} that names the field and what it may be */
    static BucketWish read(@Nullable JsonNode body, BucketRules rules) {
        if (body == null || !body.isObject()) {
            throw refused("body", "a JSON object with the members user and name");
        }
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw refused(
                        name, "left out: the members are user, name, maxFiles, thresholdSize, schedule, maxAge, core");
            }
        }
        SealingTerms defaults = rules.defaults();
        Long user = integer(body, "user", LARGEST_ID, null);
        if (user == null) {
            throw refused("user", "the number of a user");
        }
        Long maxFiles = integer(body, "maxFiles", defaults.maxFiles(), (long) defaults.maxFiles());
        Long threshold = integer(body, "thresholdSize", rules.space().capacity(), defaults.thresholdSize());
        return new BucketWish(
                user,
                name(body),
                text(body, "core"),
                new SealingTerms(
                        maxFiles == null ? defaults.maxFiles() : maxFiles.intValue(),
                        threshold == null ? defaults.thresholdSize() : threshold,
                        schedule(body),
                        maxAge(body, rules)));
    }

    private static String name(JsonNode body) {
        String name = text(body, "name");
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw refused("name", "a text of 1 to " + LONGEST_NAME + " characters");
        }
        return name;
    }

    private static @Nullable SealSchedule schedule(JsonNode body) {
        String text = text(body, "schedule");
        try {
            return text == null ? null : SealSchedule.parse(text);
        } catch (BadScheduleException e) {
            throw new ProblemException(400, "bad-input", "Field not usable", "The field schedule: " + e.getMessage());
        }
    }

    private static Duration maxAge(JsonNode body, BucketRules rules) {
        String text = text(body, "maxAge");
        if (text == null) {
            return rules.defaults().maxAge();
        }
        Duration longest = rules.oldest();
        String allowed = "an ISO 8601 duration from " + SHORTEST_AGE + " to " + longest;
        try {
            Duration age = Duration.parse(text);
            if (age.compareTo(SHORTEST_AGE) < 0 || age.compareTo(longest) > 0) {
                throw refused("maxAge", allowed);
            }
            return age;
        } catch (DateTimeException e) {
            throw refused("maxAge", allowed);
        }
    }

    private static @Nullable Long integer(JsonNode body, String field, long most, @Nullable Long otherwise) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 1
                || value.longValue() > most) {
            throw refused(field, "a whole number from 1 to " + most);
        }
        return value.longValue();
    }

    private static @Nullable String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw refused(field, "a text that is not empty");
        }
        return value.textValue();
    }

    private static ProblemException refused(String field, String allowed) {
        return new ProblemException(
                400, "bad-input", "Field not usable", "The field " + field + " must be " + allowed + ".");
    }
}
