package io.whypfs.auth.tokens;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * A key as its bearer holds it: {@code EST<uuid>ARY} when we made it, any text when a caller shows it.
 * Its text leaves only through {@link #text()} and JSON; {@link #toString()} does not tell it.
 */
public record ApiToken(@JsonValue String text) {

    /** Keeps the component's text readable for Jackson without a property name: the JSON of a key is a plain string. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ApiToken {}

    /** Draws a new key; 122 of its bits come from the system's secure random source. */
    public static ApiToken random() {
        return new ApiToken("EST" + UUID.randomUUID() + "ARY");
    }

    public TokenHash hash() {
        return TokenHash.ofToken(text);
    }

    @Override
    public String toString() {
        return "ApiToken[hidden]";
    }
}
