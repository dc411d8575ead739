package io.whypfs.ipld.dagjson;

import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.data.DataValue;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.MultiformatException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one DAG-JSON text. */
final class JsonDecoder {

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)((?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?)");
    private static final int LONGEST_INTEGER_DIGITS = 1000;

    private final String text;
    private int at;

    JsonDecoder(String text) {
        this.text = text;
    }

    DataValue whole() throws CodecException {
        DataValue value = value(0);
        skipSpace();
        if (at != text.length()) {
            throw failure("Text follows the JSON value");
        }
        return value;
    }

    private DataValue value(int depth) throws CodecException {
        if (depth > DagJson.MAX_DEPTH) {
            throw failure("The JSON value is nested deeper than " + DagJson.MAX_DEPTH + " levels");
        }
        skipSpace();
        return switch (peek()) {
            case '{' -> mapping(depth);
            case '[' -> sequence(depth);
            case '"' -> new DataValue.Text(string());
            case 't' -> word("true", new DataValue.Bool(true));
            case 'f' -> word("false", new DataValue.Bool(false));
            case 'n' -> word("null", new DataValue.Null());
            default -> number();
        };
    }

    private DataValue sequence(int depth) throws CodecException {
        List<DataValue> values = new ArrayList<>();
        at++;
        skipSpace();
        if (peek() == ']') {
            at++;
            return new DataValue.Sequence(values);
        }
        do {
            values.add(value(depth + 1));
        } while (separator(']'));
        return new DataValue.Sequence(values);
    }

    private DataValue mapping(int depth) throws CodecException {
        Map<String, DataValue> entries = new LinkedHashMap<>();
        at++;
        skipSpace();
        if (peek() == '}') {
            at++;
            return new DataValue.Mapping(entries);
        }
        do {
            skipSpace();
            String key = string();
            skipSpace();
            expect(':');
            if (entries.put(key, value(depth + 1)) != null) {
                throw failure("The key '" + key + "' stands twice");
            }
        } while (separator('}'));
        return reservedForm(entries);
    }

    /** A map whose first key is {@code /} is a link or bytes, or is refused when it only begins like one. */
    private DataValue reservedForm(Map<String, DataValue> entries) throws CodecException {
        Map.Entry<String, DataValue> first = entries.entrySet().iterator().next();
        if (!first.getKey().equals("/")) {
            return new DataValue.Mapping(entries);
        }
        if (first.getValue() instanceof DataValue.Text link) {
            requireAlone(entries);
            return link(link.value());
        }
        if (first.getValue() instanceof DataValue.Mapping inner
                && !inner.entries().isEmpty()
                && inner.entries().entrySet().iterator().next() instanceof Map.Entry<String, DataValue> only
                && only.getKey().equals("bytes")
                && only.getValue() instanceof DataValue.Text base64) {
            requireAlone(entries);
            requireAlone(inner.entries());
            return bytes(base64.value());
        }
        return new DataValue.Mapping(entries);
    }

    private void requireAlone(Map<String, DataValue> entries) throws CodecException {
        if (entries.size() > 1) {
            throw failure("A map that starts with the reserved key '/' has more keys");
        }
    }

    private DataValue link(String cid) throws CodecException {
        try {
            return new DataValue.Link(Cid.parse(cid));
        } catch (MultiformatException e) {
            throw new CodecException("The DAG-JSON link holds no CID: " + e.getMessage(), e);
        }
    }

    private DataValue bytes(String base64) throws CodecException {
        try {
            return new DataValue.Bytes(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new CodecException("The DAG-JSON bytes are not base64.", e);
        }
    }

    private DataValue number() throws CodecException {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw failure("No JSON value stands");
        }
        at = number.end();
        String digits = number.group();
        if (!number.group(1).isEmpty()) {
            double value = Double.parseDouble(digits);
            if (!Double.isFinite(value)) {
                throw failure("A number is out of range");
            }
            return new DataValue.Float(value);
        }
        if (digits.length() > LONGEST_INTEGER_DIGITS) {
            throw failure("A whole number has more than " + LONGEST_INTEGER_DIGITS + " digits");
        }
        return new DataValue.Int(new BigInteger(digits));
    }

    private String string() throws CodecException {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (true) {
            char c = peek();
            at++;
            if (c == '"') {
                break;
            }
            if (c < 0x20) {
                throw failure("A control character stands in a string");
            }
            string.append(c == '\\' ? escaped() : c);
        }
        for (int i = 0; i < string.length(); i++) {
            boolean pair = i + 1 < string.length() && Character.isSurrogatePair(string.charAt(i), string.charAt(i + 1));
            if (!pair && Character.isSurrogate(string.charAt(i))) {
                throw failure("A string has half a surrogate pair");
            }
            i += pair ? 1 : 0;
        }
        return string.toString();
    }

    private char escaped() throws CodecException {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int value = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(peek(), 16);
                    if (digit < 0 || peek() > 'f') {
                        throw failure("An escape has no four hex digits");
                    }
                    value = value << 4 | digit;
                    at++;
                }
                yield (char) value;
            }
            default -> throw failure("An escape is unknown");
        };
    }

    private boolean separator(char close) throws CodecException {
        skipSpace();
        char c = peek();
        at++;
        if (c != ',' && c != close) {
            throw failure("Neither ',' nor '" + close + "' stands");
        }
        return c == ',';
    }

    private DataValue word(String word, DataValue value) throws CodecException {
        if (!text.startsWith(word, at)) {
            throw failure("No JSON value stands");
        }
        at += word.length();
        return value;
    }

    private void expect(char wanted) throws CodecException {
        if (peek() != wanted) {
            throw failure("'" + wanted + "' is missing");
        }
        at++;
    }

    private char peek() throws CodecException {
        if (at >= text.length()) {
            throw failure("The text is cut off");
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private CodecException failure(String what) {
        return new CodecException(what + ", at character " + at + " of the DAG-JSON block.");
    }
}
