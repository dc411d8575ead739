package io.whypfs.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Envelopes as JSON text. Thread safe.
 *
 * <p>Layout: {@code {"id":"<uuid>","type":"ContentStored","version":1,"key":"42","sequence":1,"time":"<RFC 3339>",
 * "traceParent":null,"data":{..}}}. Unknown fields are ignored, so that a newer publisher may add some; values are not
 * coerced, so that {@code "42"} is no number.
 */
public final class EventCodec {

    private static final List<EventType> TYPES = List.of(
            new EventType(ContentStored.TYPE, ContentStored.VERSION, ContentStored.class),
            new EventType(ContentDeleted.TYPE, ContentDeleted.VERSION, ContentDeleted.class),
            new EventType(ContentsAssigned.TYPE, ContentsAssigned.VERSION, ContentsAssigned.class),
            new EventType(BucketMembers.TYPE, BucketMembers.VERSION, BucketMembers.class),
            new EventType(BucketSealed.TYPE, BucketSealed.VERSION, BucketSealed.class),
            new EventType(BucketAudited.TYPE, BucketAudited.VERSION, BucketAudited.class),
            new EventType(PieceReady.TYPE, PieceReady.VERSION, PieceReady.class),
            new EventType(PieceDelayed.TYPE, PieceDelayed.VERSION, PieceDelayed.class),
            new EventType(PieceFetched.TYPE, PieceFetched.VERSION, PieceFetched.class),
            new EventType(DealChanged.TYPE, DealChanged.VERSION, DealChanged.class));

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    /** A type that this version reads and writes. */
    record EventType(String name, int version, Class<? extends Event> shape) {}

    /** All types and versions that {@link #decode} knows. */
    static List<EventType> types() {
        return TYPES;
    }

    public String encode(EventEnvelope envelope) {
        ObjectNode json = mapper.createObjectNode();
        json.put("id", envelope.id().toString());
        json.put("type", envelope.type());
        json.put("version", envelope.version());
        json.put("key", envelope.key());
        json.put("sequence", envelope.sequence());
        json.put("time", envelope.time().toString());
        json.put("traceParent", envelope.traceParent());
        json.set("data", data(envelope.data()));
        try {
            return mapper.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A tree of plain values is always JSON.", e);
        }
    }

    /**
     * Decodes a record's value.
     *
     * @throws UnknownEventException when the type or its version is not known
     * @throws MalformedEventException when it is no envelope, or its data does not have the type's shape
     */
    public EventEnvelope decode(byte @Nullable [] value) throws EventFormatException {
        if (value == null || value.length == 0) {
            throw new MalformedEventException("The record has no value.");
        }
        try {
            return decode(mapper.readTree(value));
        } catch (IOException e) {
            throw new MalformedEventException("The value is not JSON: " + firstLine(e) + ".", e);
        }
    }

    public EventEnvelope decode(String value) throws EventFormatException {
        return decode(value.getBytes(StandardCharsets.UTF_8));
    }

    private EventEnvelope decode(JsonNode json) throws EventFormatException {
        if (!json.isObject()) {
            throw new MalformedEventException("The value is not a JSON object.");
        }
        String type = text(json, "type");
        int version = Math.toIntExact(integer(json, "version", Integer.MAX_VALUE));
        Class<? extends Event> shape = shape(type, version);
        JsonNode data = json.path("data");
        requireFields(shape, data, type);
        try {
            EventEnvelope envelope = new EventEnvelope(
                    UUID.fromString(text(json, "id")),
                    integer(json, "sequence", Long.MAX_VALUE),
                    Instant.parse(text(json, "time")),
                    json.path("traceParent").textValue(),
                    mapper.treeToValue(data, shape));
            requireKey(envelope, text(json, "key"));
            return envelope;
        } catch (JsonProcessingException e) {
            throw new MalformedEventException("The data of " + type + " does not fit: " + firstLine(e) + ".", e);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new MalformedEventException("The envelope of " + type + " does not fit: " + firstLine(e) + ".", e);
        }
    }

    private static Class<? extends Event> shape(String type, int version) throws UnknownEventException {
        for (EventType known : TYPES) {
            if (known.name().equals(type) && known.version() == version) {
                return known.shape();
            }
        }
        throw new UnknownEventException(type, version);
    }

    private static void requireKey(EventEnvelope envelope, String key) throws MalformedEventException {
        if (!envelope.key().equals(key)) {
            throw new MalformedEventException("The key " + key + " of " + envelope.type()
                    + " is not the one of its data, " + envelope.key() + ".");
        }
    }

    private static void requireFields(Class<? extends Event> shape, JsonNode data, String type)
            throws MalformedEventException {
        if (!data.isObject()) {
            throw new MalformedEventException("The data of " + type + " is not a JSON object.");
        }
        for (RecordComponent component : shape.getRecordComponents()) {
            if (!isOptional(component) && !data.hasNonNull(component.getName())) {
                throw new MalformedEventException(type + " lacks the field " + component.getName() + ".");
            }
        }
    }

    static boolean isOptional(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private ObjectNode data(Event event) {
        return mapper.valueToTree(event);
    }

    private static String text(JsonNode json, String field) throws MalformedEventException {
        JsonNode value = json.path(field);
        if (!value.isTextual()) {
            throw new MalformedEventException("The envelope's field " + field + " is missing or not a text.");
        }
        return value.textValue();
    }

    private static long integer(JsonNode json, String field, long max) throws MalformedEventException {
        JsonNode value = json.path(field);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() > max
                || value.longValue() < 1) {
            throw new MalformedEventException(
                    "The envelope's field " + field + " is missing or not a positive integer.");
        }
        return value.longValue();
    }

    private static String firstLine(Exception e) {
        String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return String.valueOf(message).lines().findFirst().orElse("no reason given");
    }
}
