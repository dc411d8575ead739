package io.whypfs.corenode.multipart;

import io.whypfs.corenode.text.Escaped;
import io.whypfs.corenode.text.PercentEncoding;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Parser of a part's {@code Content-Disposition} (RFC 7578 section 4.2, RFC 2183, RFC 8187 for {@code filename*}).
 *
 * <p>Two habits of real clients are met: names come as raw UTF-8, and a backslash escapes only a quote or a backslash,
 * because browsers send {@code C:\dir\file} unescaped. {@code filename*} is forbidden in forms but sent by some; where
 * it stands, it wins.
 */
final class ContentDisposition {

    private final String value;
    private int at;

    private ContentDisposition(String value) {
        this.value = value;
    }

    /**
     * Parses one header value.
     *
     * @throws MultipartException when it is no {@code form-data} or carries no name
     */
    static PartHead parse(String value) throws MultipartException {
        return new ContentDisposition(value).read();
    }

    private PartHead read() throws MultipartException {
        String type = token(";").strip();
        if (!type.equalsIgnoreCase("form-data")) {
            throw MultipartException.malformed("A part has the Content-Disposition '" + Escaped.of(type)
                    + "'; in multipart/form-data it must be 'form-data'.");
        }
        Map<String, String> parameters = parameters();
        String name = parameters.get("name");
        if (name == null) {
            throw MultipartException.malformed("A part's Content-Disposition carries no name.");
        }
        String extended = parameters.get("filename*");
        Optional<String> fileName =
                Optional.ofNullable(extended != null ? decodeExtended(extended) : parameters.get("filename"));
        return new PartHead(name, fileName.filter(text -> !text.isEmpty()));
    }

    private Map<String, String> parameters() throws MultipartException {
        Map<String, String> parameters = new HashMap<>();
        while (at < value.length()) {
            at++;
            String key = token("=;").strip().toLowerCase(Locale.ROOT);
            if (at >= value.length() || value.charAt(at) == ';') {
                if (!key.isEmpty()) {
                    throw MultipartException.malformed("A part's Content-Disposition has the parameter '"
                            + Escaped.of(key) + "' without a value.");
                }
                continue;
            }
            at++;
            skipSpace();
            String text = at < value.length() && value.charAt(at) == '"'
                    ? quoted()
                    : token(";").strip();
            if (parameters.put(key, text) != null) {
                throw MultipartException.malformed(
                        "A part's Content-Disposition has the parameter '" + Escaped.of(key) + "' twice.");
            }
        }
        return parameters;
    }

    private String token(String stops) {
        int from = at;
        while (at < value.length() && stops.indexOf(value.charAt(at)) < 0) {
            at++;
        }
        return value.substring(from, at);
    }

    private void skipSpace() {
        while (at < value.length() && (value.charAt(at) == ' ' || value.charAt(at) == '\t')) {
            at++;
        }
    }

    private String quoted() throws MultipartException {
        StringBuilder text = new StringBuilder();
        for (at++; at < value.length(); at++) {
            char c = value.charAt(at);
            if (c == '"') {
                at++;
                token(";");
                return text.toString();
            }
            if (c == '\\' && at + 1 < value.length() && "\"\\".indexOf(value.charAt(at + 1)) >= 0) {
                at++;
                c = value.charAt(at);
            }
            text.append(c);
        }
        throw MultipartException.malformed("A part's Content-Disposition has a quote that is never closed.");
    }

    private static String decodeExtended(String text) throws MultipartException {
        int language = text.indexOf('\'');
        int content = text.indexOf('\'', language + 1);
        if (language < 0 || content < 0 || !text.substring(0, language).equalsIgnoreCase("UTF-8")) {
            throw MultipartException.malformed(
                    "A part's filename* is not of the form UTF-8''name: '" + Escaped.of(text) + "'.");
        }
        try {
            return PercentEncoding.decode(text.substring(content + 1));
        } catch (IllegalArgumentException e) {
            throw MultipartException.malformed(
                    "A part's filename* cannot be read, it " + e.getMessage() + ": '" + Escaped.of(text) + "'.");
        }
    }
}
