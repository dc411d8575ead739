package io.whypfs.ipld.dagjson;

import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.data.DataValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Writes DAG-JSON in its compact form. */
final class JsonEncoder {

    private final StringBuilder out = new StringBuilder();

    byte[] toBytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    void write(DataValue value, int depth) throws CodecException {
        if (depth > DagJson.MAX_DEPTH) {
            throw new CodecException("The value is nested deeper than " + DagJson.MAX_DEPTH + " levels.");
        }
        switch (value) {
            case DataValue.Null _ -> out.append("null");
            case DataValue.Bool bool -> out.append(bool.value());
            case DataValue.Int number -> out.append(number.value());
            case DataValue.Float number -> floating(number.value());
            case DataValue.Text text -> string(text.value());
            case DataValue.Bytes bytes -> {
                out.append("{\"/\":{\"bytes\":\"");
                out.append(Base64.getEncoder().withoutPadding().encodeToString(bytes.value()));
                out.append("\"}}");
            }
            case DataValue.Link link ->
                out.append("{\"/\":\"").append(link.cid()).append("\"}");
            case DataValue.Sequence sequence -> {
                String separator = "[";
                for (DataValue item : sequence.values()) {
                    out.append(separator);
                    write(item, depth + 1);
                    separator = ",";
                }
                out.append(sequence.values().isEmpty() ? "[]" : "]");
            }
            case DataValue.Mapping mapping -> mapping(mapping, depth);
        }
    }

    private void mapping(DataValue.Mapping mapping, int depth) throws CodecException {
        TreeMap<String, DataValue> sorted = new TreeMap<>((a, b) ->
                Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
        sorted.putAll(mapping.entries());
        requireNoReservedForm(sorted);
        String separator = "{";
        for (Map.Entry<String, DataValue> entry : sorted.entrySet()) {
            out.append(separator);
            string(entry.getKey());
            out.append(':');
            write(entry.getValue(), depth + 1);
            separator = ",";
        }
        out.append(sorted.isEmpty() ? "{}" : "}");
    }

    private static void requireNoReservedForm(TreeMap<String, DataValue> sorted) throws CodecException {
        if (sorted.isEmpty() || !sorted.firstKey().equals("/")) {
            return;
        }
        boolean likeLink = sorted.get("/") instanceof DataValue.Text;
        boolean likeBytes = sorted.get("/") instanceof DataValue.Mapping inner
                && inner.entries().keySet().stream()
                        .sorted()
                        .findFirst()
                        .filter("bytes"::equals)
                        .isPresent()
                && inner.entries().get("bytes") instanceof DataValue.Text;
        if (likeLink || likeBytes) {
            throw new CodecException("A map with the key '/' would read as a link or bytes in DAG-JSON.");
        }
    }

    private void floating(double value) throws CodecException {
        if (!Double.isFinite(value)) {
            throw new CodecException("The number " + value + " has no form in DAG-JSON.");
        }
        double magnitude = Math.abs(value);
        if (magnitude == 0 || magnitude >= 1e-6 && magnitude < 1e21) {
            String plain = new BigDecimal(Double.toString(value)).toPlainString();
            out.append(value == 0 && 1 / value < 0 ? "-" : "").append(plain);
            out.append(plain.contains(".") ? "" : ".0");
        } else {
            out.append(shortest(value).replace(".0E", "E").replace("E-", "e-").replace("E", "e+"));
        }
    }

    /** Java writes at least two digits, which is longer than needed for a few tiny numbers such as 1e-323. */
    private static String shortest(double value) {
        String twoDigits = Double.toString(value);
        BigDecimal oneDigit = new BigDecimal(twoDigits).round(new MathContext(1));
        return oneDigit.doubleValue() == value ? oneDigit.unscaledValue() + "E" + -oneDigit.scale() : twoDigits;
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
