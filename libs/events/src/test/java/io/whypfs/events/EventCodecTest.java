package io.whypfs.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private static final UUID ID = UUID.fromString("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");
    private static final UUID BUCKET = UUID.fromString("6f1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d");
    private static final Instant TIME = Instant.parse("2026-11-24T10:15:30.123Z");
    private static final String CID = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";
    private static final String STORED_JSON = "{\"id\":\"" + ID
            + "\",\"type\":\"ContentStored\",\"version\":1,\"key\":\"42\",\"sequence\":1,"
            + "\"time\":\"2026-11-24T10:15:30.123Z\",\"traceParent\":null,\"data\":{\"content\":42,\"user\":7,\"cid\":\""
            + CID + "\",\"name\":\"a.txt\",\"fileBytes\":10,\"dagBytes\":11,\"carBytes\":99,\"blockCount\":1,"
            + "\"homes\":[\"core-1\"],\"replication\":1,\"bucket\":null}}";

    private final EventCodec codec = new EventCodec();

    @Test
    void writesTheEnvelopeOfTheContract() {
        // Given
        EventEnvelope envelope = new EventEnvelope(ID, 1, TIME, null, stored(null));

        // When
        String json = codec.encode(envelope);

        // Then
        assertThat(json).isEqualTo(STORED_JSON);
    }

    @Test
    void readsBackWhatItWrote() throws Exception {
        // Given
        EventEnvelope stored = new EventEnvelope(ID, 1, TIME, "00-ab-cd-01", stored(BUCKET));
        EventEnvelope deleted = new EventEnvelope(ID, 2, TIME, null, new ContentDeleted(42, 7, CID));

        // When
        EventEnvelope storedAgain = codec.decode(codec.encode(stored));
        EventEnvelope deletedAgain = codec.decode(codec.encode(deleted));

        // Then
        assertThat(storedAgain).isEqualTo(stored);
        assertThat(deletedAgain).isEqualTo(deleted);
    }

    static Stream<Event> laterFacts() {
        UUID deal = UUID.fromString("11111111-2222-4333-8444-555555555555");
        return Stream.of(
                new ContentsAssigned(BUCKET, 3, List.of(1L, 9007199254740991L)),
                new BucketMembers(BUCKET, 1, List.of(new BucketMembers.Member(42, CID))),
                new BucketSealed(BUCKET, 3, "photos", "core-1", null, 1, 1, 4096, "It is full."),
                new BucketAudited(BUCKET, 6, 5, 1, "One deal was slashed."),
                new PieceReady(BUCKET, 3, "core-1", "baga6ea4sea", "bafkzcib", 8192, 4096, CID, 1, 9),
                new PieceDelayed(BUCKET, "A block is missing.", "It is looked for again.", TIME),
                new PieceFetched(deal, "baga6ea4sea", 4096, true),
                new DealChanged(
                        deal,
                        5,
                        BUCKET,
                        "baga6ea4sea",
                        8192,
                        "f01000",
                        "planned",
                        "Chosen.",
                        "It is proposed.",
                        null,
                        false,
                        "f1abc",
                        true,
                        "12345678901234567890",
                        100,
                        200,
                        null,
                        null,
                        null,
                        1));
    }

    @ParameterizedTest
    @MethodSource("laterFacts")
    void readsBackEveryOtherFact(Event fact) throws Exception {
        // Given
        EventEnvelope envelope = new EventEnvelope(ID, 1, TIME, null, fact);

        // When
        EventEnvelope again = codec.decode(codec.encode(envelope));

        // Then
        assertThat(again).isEqualTo(envelope);
    }

    @Test
    void ignoresFieldsOfANewerPublisher() throws Exception {
        // Given
        String newer = STORED_JSON
                .replace("\"version\":1", "\"version\":1,\"region\":{\"a\":[1]}")
                .replace("\"content\":42", "\"content\":42,\"colour\":\"blue\"");

        // When
        EventEnvelope envelope = codec.decode(newer);

        // Then
        assertThat(envelope.data()).isEqualTo(stored(null));
    }

    @Test
    void takesAnAbsentOptionalFieldAsNull() throws Exception {
        // Given
        String older = STORED_JSON.replace(",\"bucket\":null", "").replace("\"traceParent\":null,", "");

        // When
        EventEnvelope envelope = codec.decode(older);

        // Then
        assertThat(envelope).isEqualTo(new EventEnvelope(ID, 1, TIME, null, stored(null)));
    }

    @Test
    void namesATypeOrVersionItDoesNotKnow() {
        // Given
        String type = STORED_JSON.replace("ContentStored", "ContentPainted");
        String version = STORED_JSON.replace("\"version\":1", "\"version\":2");

        // When, Then
        assertThatThrownBy(() -> codec.decode(type))
                .isInstanceOf(UnknownEventException.class)
                .hasMessage("The event type ContentPainted version 1 is not known to this consumer.");
        assertThatThrownBy(() -> codec.decode(version))
                .isInstanceOf(UnknownEventException.class)
                .hasMessage("The event type ContentStored version 2 is not known to this consumer.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "\u0000\u0001", "[]", "42", "null", "{}", "{\"type\":\"ContentStored\"}", "{} {}"})
    void refusesGarbage(String garbage) {
        assertThatThrownBy(() -> codec.decode(garbage)).isInstanceOf(MalformedEventException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content",
                "user",
                "cid",
                "name",
                "fileBytes",
                "dagBytes",
                "carBytes",
                "blockCount",
                "homes",
                "replication"
            })
    void namesARequiredFieldThatIsMissing(String field) {
        // Given
        String without = STORED_JSON.replace("\"" + field + "\":", "\"x-" + field + "\":");

        // When, Then
        assertThatThrownBy(() -> codec.decode(without))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("ContentStored lacks the field " + field + ".");
    }

    @Test
    void refusesValuesOfAnotherType() {
        // Given
        List<String> wrong = List.of(
                STORED_JSON.replace("\"user\":7", "\"user\":\"7\""),
                STORED_JSON.replace("\"user\":7", "\"user\":7.5"),
                STORED_JSON.replace("[\"core-1\"]", "\"core-1\""),
                STORED_JSON.replace("\"bucket\":null", "\"bucket\":\"mine\""),
                STORED_JSON.replace("\"sequence\":1", "\"sequence\":0"),
                STORED_JSON.replace("\"key\":\"42\"", "\"key\":\"43\""),
                STORED_JSON.replace("2026-11-24T", "2026-11-24 "),
                STORED_JSON.replace(ID.toString(), "1"));

        // When, Then
        assertThat(wrong)
                .allSatisfy(json ->
                        assertThatThrownBy(() -> codec.decode(json)).isInstanceOf(MalformedEventException.class));
    }

    private static ContentStored stored(UUID bucket) {
        return new ContentStored(42, 7, CID, "a.txt", 10, 11, 99, 1, List.of("core-1"), 1, bucket);
    }
}
