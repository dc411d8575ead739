package io.whypfs.api.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.whypfs.api.owners.Word;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an owner says of one thing: its answer, or the last one with a remark that says so.
 *
 * @param remark empty for an answer of now; else begins with a space
 */
record Saying(JsonNode json, String remark) {

    /** Empty when the owner knows nothing, or is silent and never said anything. */
    static Optional<Saying> of(Word word) {
        return switch (word) {
            case Word.Told told -> Optional.of(new Saying(told.json(), ""));
            case Word.Silent silent ->
                silent.last()
                        .map(last -> new Saying(
                                last.json(),
                                " (So said the " + silent.owner() + " at " + last.at() + "; it does not answer now.)"));
            case Word.Unknown unknown -> Optional.empty();
            case Word.Unasked unasked -> Optional.empty();
        };
    }

    /** A part of the answer; empty when it has none of that name. */
    Optional<Saying> part(String name) {
        JsonNode part = json.path(name);
        return part.isMissingNode() || part.isNull() ? Optional.empty() : Optional.of(new Saying(part, remark));
    }

    /** Without this saying, such as for an answer that has no such part. */
    static Saying nothing() {
        return new Saying(MissingNode.getInstance(), "");
    }

    String text(String name) {
        return json.path(name).asText("");
    }

    @Nullable
    String maybeText(String name) {
        JsonNode value = json.path(name);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    long number(String name) {
        return json.path(name).asLong(0);
    }

    /** A time; null when there is none or it cannot be read. */
    @Nullable
    Instant time(String name) {
        String text = text(name);
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    @Nullable
    UUID uuid(String name) {
        String text = text(name);
        try {
            return text.isEmpty() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    /** Its why, next and nextAt; {@code otherwise} where it lacks them. */
    Reason reason(Reason otherwise) {
        String why = text("why");
        return Reason.of(why.isBlank() ? "" : why + remark, text("next"), time("nextAt"), otherwise);
    }
}
