package io.whypfs.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fields of an event type as they appear in JSON.
 *
 * @param fields per name its type in JSON's words, with {@code ?} behind it when the field may be missing or null
 */
record EventShape(Map<String, String> fields) {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static EventShape of(Class<?> type) {
        Map<String, String> fields = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            fields.put(
                    component.getName(),
                    component.getGenericType().getTypeName() + (EventCodec.isOptional(component) ? "?" : ""));
        }
        return new EventShape(fields);
    }

    static EventShape golden(String resource) throws IOException {
        try (InputStream json = EventShape.class.getResourceAsStream(resource)) {
            if (json == null) {
                throw new IOException("There is no golden file " + resource + ".");
            }
            Map<String, String> fields = new TreeMap<>();
            MAPPER.readTree(json)
                    .properties()
                    .forEach(
                            field -> fields.put(field.getKey(), field.getValue().asText()));
            return new EventShape(fields);
        }
    }

    /** Why readers or writers of the {@code earlier} shape would stumble over this one; empty when they would not. */
    List<String> breaksSince(EventShape earlier) {
        List<String> breaks = new ArrayList<>();
        earlier.fields().forEach((name, type) -> {
            String now = fields.get(name);
            if (now == null) {
                breaks.add("the field " + name + " is gone");
            } else if (!now.equals(type)) {
                breaks.add("the field " + name + " was " + type + " and is " + now);
            }
        });
        fields.forEach((name, type) -> {
            if (!earlier.fields().containsKey(name) && !type.endsWith("?")) {
                breaks.add("the field " + name + " is new and required");
            }
        });
        return breaks;
    }

    String toJson() throws IOException {
        return MAPPER.writeValueAsString(fields) + "\n";
    }
}
