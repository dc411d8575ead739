package io.whypfs.api.buckets;

import io.whypfs.api.errors.ApiException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a new bucket is to be; the scheduler says what is allowed. */
@Schema(name = "BucketWish")
public record BucketWish(
        @Schema(required = true, examples = "holiday pictures") @Nullable
        String name,

        @Schema(description = "It is sealed when it has this many files", examples = "1000") @Nullable
        Long maxFiles,

        @Schema(description = "It is sealed when it has this many bytes", examples = "1048576") @Nullable
        Long thresholdSize,

        @Schema(
                description =
                        "It is sealed by the clock: cron with 5 or 6 fields, @daily and the like, or an ISO duration",
                examples = "0 3 * * *")
        @Nullable
        String schedule,

        @Schema(description = "It is sealed at this age; an ISO duration", examples = "PT48H") @Nullable
        String maxAge) {

    private static final int LONGEST_NAME = 255;

    /** The wish as the scheduler reads it. @throws ApiException 400 when a field is missing or cannot be meant */
    Map<String, Object> toQuestion(long user) {
        if (name == null || name.isBlank()) {
            throw ApiException.invalid("The field name is missing: say how the bucket is to be called.");
        }
        if (name.length() > LONGEST_NAME) {
            throw ApiException.invalid("The field name is longer than 255 characters: choose a shorter one.");
        }
        requirePositive("maxFiles", maxFiles, "files");
        requirePositive("thresholdSize", thresholdSize, "bytes");
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("user", user);
        question.put("name", name);
        put(question, "maxFiles", maxFiles);
        put(question, "thresholdSize", thresholdSize);
        put(question, "schedule", schedule);
        put(question, "maxAge", maxAge);
        return question;
    }

    private static void requirePositive(String field, @Nullable Long value, String what) {
        if (value != null && value < 1) {
            throw ApiException.invalid(
                    "The field " + field + " is " + value + ": it is a number of " + what + " and at least 1.");
        }
    }

    private static void put(Map<String, Object> question, String field, @Nullable Object value) {
        if (value != null) {
            question.put(field, value);
        }
    }
}
