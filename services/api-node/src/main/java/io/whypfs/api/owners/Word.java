package io.whypfs.api.owners;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** What an owner said. */
public sealed interface Word {

    /** It answered at {@code at}. */
    record Told(JsonNode json, Instant at) implements Word {}

    /** It answered that it knows nothing of this. */
    record Unknown(Instant at) implements Word {}

    /**
     * It does not answer.
     *
     * @param owner such as {@code deal-maker}
     * @param since the first time that it did not
     * @param last what it said of this the last time that it did, to this node
     */
    record Silent(String owner, Instant since, Optional<Told> last) implements Word {}

    /** Nobody was asked, because there is nothing to ask yet. */
    record Unasked() implements Word {}

    /** The answer, or the last one; empty when there is neither. */
    default Optional<Told> newest() {
        return switch (this) {
            case Told told -> Optional.of(told);
            case Silent silent -> silent.last();
            case Unknown unknown -> Optional.empty();
            case Unasked unasked -> Optional.empty();
        };
    }
}
