package io.whypfs.api.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.whypfs.api.owners.Word;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What several services said.
 *
 * @param said each thing with its {@code service}; of a silent service what it said last
 */
record Gathered(List<JsonNode> said, List<Silent> silent) {

    /** A service that does not answer. */
    @Schema(name = "SilentJobService")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Silent(
            @Schema(examples = "deal-maker") String service,

            @Schema(description = "The first time that it did not answer")
            Instant since,

            @Schema(description = "What is shown of it is from then; absent: nothing is shown") @Nullable
            Instant asOf) {}

    static Gathered of(List<JobService> services, List<Word> words) {
        List<JsonNode> said = new ArrayList<>();
        List<Silent> silent = new ArrayList<>();
        for (int i = 0; i < services.size(); i++) {
            String service = services.get(i).name();
            Optional<Word.Told> newest = words.get(i).newest();
            newest.ifPresent(told -> told.json().forEach(thing -> said.add(owned(thing, service))));
            if (words.get(i) instanceof Word.Silent word) {
                silent.add(new Silent(
                        service, word.since(), newest.map(Word.Told::at).orElse(null)));
            }
        }
        return new Gathered(said, silent);
    }

    /** The thing with its service as the first member. */
    static JsonNode owned(JsonNode thing, String service) {
        ObjectNode owned = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        owned.put("service", service);
        thing.properties().forEach(member -> owned.set(member.getKey(), member.getValue()));
        return owned;
    }
}
