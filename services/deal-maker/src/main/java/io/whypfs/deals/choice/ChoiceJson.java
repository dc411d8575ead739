package io.whypfs.deals.choice;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import java.io.IOException;
import java.util.function.Function;

/**
 * JSON of a choice: the records' component names; addresses and CIDs as text, amounts as decimal attoFIL text, sizes as
 * numbers of bytes, what is absent as null.
 */
final class ChoiceJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule()
                    .addSerializer(Address.class, text(Address::toString))
                    .addDeserializer(Address.class, read(Address::parse))
                    .addKeyDeserializer(Address.class, new AddressKeys())
                    .addSerializer(TokenAmount.class, text(TokenAmount::toString))
                    .addDeserializer(TokenAmount.class, read(TokenAmount::parse))
                    .addSerializer(PaddedPieceSize.class, new SizeWriter())
                    .addDeserializer(PaddedPieceSize.class, read(text -> new PaddedPieceSize(Long.parseLong(text)))))
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private ChoiceJson() {}

    static String write(Choice choice) {
        try {
            return MAPPER.writeValueAsString(choice);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A choice could not be written as JSON.", e);
        }
    }

    /** @throws IllegalArgumentException when the text is no choice */
    static Choice read(String json) {
        try {
            return MAPPER.readValue(json, Choice.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The text is no stored choice: " + e.getOriginalMessage(), e);
        }
    }

    private static <T> JsonSerializer<T> text(Function<T, String> form) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(form.apply(value));
            }
        };
    }

    private static <T> JsonDeserializer<T> read(Function<String, T> form) {
        return new JsonDeserializer<>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return form.apply(in.getText());
            }
        };
    }

    private static final class SizeWriter extends JsonSerializer<PaddedPieceSize> {
        @Override
        public void serialize(PaddedPieceSize size, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeNumber(size.bytes());
        }
    }

    private static final class AddressKeys extends KeyDeserializer {
        @Override
        public Address deserializeKey(String key, DeserializationContext context) {
            return Address.parse(key);
        }
    }
}
