package io.whypfs.api.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.whypfs.api.errors.ApiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** V1's JSON, written and read; thread-safe. */
public final class EstuaryJson {

    public static final String CONTENT_TYPE = "application/json; charset=UTF-8";

    private static final JsonMapper MAPPER = JsonMapper.builder(factory())
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule().addSerializer(Instant.class, new GoTimeSerializer()))
            .build();

    private static final ObjectWriter COMPACT = MAPPER.writer();
    private static final ObjectWriter PRETTY = MAPPER.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"))
            .withSeparators(Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER)));

    private EstuaryJson() {}

    /** The bytes of {@code value} and a newline. */
    public static byte[] encode(Object value, boolean pretty) {
        try {
            return ((pretty ? PRETTY : COMPACT).writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer of type " + value.getClass() + " has no JSON form.", e);
        }
    }

    /**
     * Reads the first JSON value of a body into {@code type}.
     *
     * @throws ApiException 400 when there is none, or it has another shape
     */
    public static <T> T decode(byte[] body, Class<T> type) {
        try {
            JsonNode first = MAPPER.reader().readTree(body);
            if (first == null || first.isMissingNode() || first.isNull()) {
                throw ApiException.invalid("The request has no JSON body: send a JSON object.");
            }
            return MAPPER.treeToValue(first, type);
        } catch (JsonMappingException e) {
            throw ApiException.invalid(
                    e.getPath().isEmpty() || e.getPath().getLast().getFieldName() == null
                            ? "The request body is not the JSON object that this route takes."
                            : "The field " + e.getPath().getLast().getFieldName()
                                    + " in the request body has another type than this route takes.");
        } catch (IOException e) {
            throw ApiException.invalid("The request body is not the JSON object that this route takes.");
        }
    }

    private static JsonFactory factory() {
        return ((JsonFactoryBuilder) JsonFactory.builder())
                .characterEscapes(new GoEscapes())
                .build();
    }

    private static final class GoTimeSerializer extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(GoTime.format(value));
        }
    }
}
