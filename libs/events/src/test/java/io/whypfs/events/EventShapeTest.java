package io.whypfs.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Forbids breaking changes of what is on the wire: {@code shapes/<Type>.v<version>.json} lists the fields that were once
 * published. A new optional field is added to its file; anything else needs a new version with a file of its own.
 */
class EventShapeTest {

    /** Every shape that was ever published and is still read. A line is only taken away when its version has retired. */
    private static final List<String> PUBLISHED = List.of(
            "ContentStored.v1",
            "ContentDeleted.v1",
            "ContentsAssigned.v1",
            "BucketMembers.v1",
            "BucketSealed.v1",
            "BucketAudited.v1",
            "PieceReady.v1",
            "PieceDelayed.v1",
            "PieceFetched.v1",
            "DealChanged.v1");

    static Stream<EventCodec.EventType> types() {
        return EventCodec.types().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void changesNothingThatOthersReadOrWrite(EventCodec.EventType type) throws IOException {
        // Given
        EventShape published = golden(type);

        // When
        List<String> breaks = EventShape.of(type.shape()).breaksSince(published);

        // Then
        assertThat(breaks)
                .as("%s version %d; make a new version beside it instead", type.name(), type.version())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void listsEveryFieldInItsGoldenFile(EventCodec.EventType type) throws IOException {
        assertThat(golden(type))
                .as(
                        "add the new optional field to %s; the whole file is then:%n%s",
                        file(type), EventShape.of(type.shape()).toJson())
                .isEqualTo(EventShape.of(type.shape()));
    }

    @Test
    void stillReadsEveryPublishedTypeAndVersion() {
        assertThat(EventCodec.types().stream().map(type -> type.name() + ".v" + type.version()))
                .containsAll(PUBLISHED);
    }

    @Test
    void theEnvelopeHasTheFieldsOfTheContract() throws Exception {
        // Given
        EventEnvelope envelope =
                EventEnvelope.of(new ContentDeleted(1, 2, "c"), 1, Instant.parse("2026-11-24T10:15:30Z"), null);

        // When
        JsonNode json = new ObjectMapper().readTree(new EventCodec().encode(envelope));

        // Then
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("id", "type", "version", "key", "sequence", "time", "traceParent", "data");
    }

    @Test
    void noticesAFieldThatIsRemoved() throws IOException {
        assertThat(doctored(fields -> fields.remove("cid")).breaksSince(stored()))
                .containsExactly("the field cid is gone");
    }

    @Test
    void noticesAFieldThatIsRenamed() throws IOException {
        assertThat(doctored(fields -> fields.put("root", fields.remove("cid"))).breaksSince(stored()))
                .containsExactly("the field cid is gone", "the field root is new and required");
    }

    @Test
    void noticesAFieldOfAnotherType() throws IOException {
        assertThat(doctored(fields -> fields.put("user", "java.lang.String")).breaksSince(stored()))
                .containsExactly("the field user was long and is java.lang.String");
    }

    @Test
    void noticesARequiredFieldThatBecomesOptional() throws IOException {
        assertThat(doctored(fields -> fields.put("name", "java.lang.String?")).breaksSince(stored()))
                .containsExactly("the field name was java.lang.String and is java.lang.String?");
    }

    @Test
    void noticesANewRequiredField() throws IOException {
        assertThat(doctored(fields -> fields.put("region", "java.lang.String")).breaksSince(stored()))
                .containsExactly("the field region is new and required");
    }

    @Test
    void allowsANewOptionalField() throws IOException {
        assertThat(doctored(fields -> fields.put("region", "java.lang.String?")).breaksSince(stored()))
                .isEmpty();
    }

    private static EventShape doctored(Consumer<Map<String, String>> change) throws IOException {
        Map<String, String> fields = new TreeMap<>(stored().fields());
        change.accept(fields);
        return new EventShape(fields);
    }

    private static EventShape stored() throws IOException {
        return EventShape.golden("/shapes/ContentStored.v1.json");
    }

    private static EventShape golden(EventCodec.EventType type) throws IOException {
        return EventShape.golden(file(type));
    }

    private static String file(EventCodec.EventType type) {
        return "/shapes/" + type.name() + ".v" + type.version() + ".json";
    }
}
