package io.whypfs.api.gateway;

import org.jspecify.annotations.Nullable;

/** {@code Content-Disposition}: what a browser is to do with an answer, and under which name. */
final class Dispositions {

    private Dispositions() {}

    /** The header's value; null where none is sent. */
    static @Nullable String of(GatewayQuestion question, String cid) {
        return switch (question.view()) {
            case View.Raw raw -> named("attachment", or(question.filename(), cid + ".bin"));
            case View.Car car -> named("attachment", or(question.filename(), cid + ".car"));
            case View.Page page -> ofFile(question, cid);
        };
    }

    private static @Nullable String ofFile(GatewayQuestion question, String cid) {
        if (question.filename().isEmpty()) {
            return question.download() ? named("attachment", or(question.path().lastName(), cid)) : null;
        }
        return named(question.download() ? "attachment" : "inline", question.filename());
    }

    private static String or(String name, String otherwise) {
        return name.isEmpty() ? otherwise : name;
    }

    private static String named(String kind, String name) {
        StringBuilder ascii = new StringBuilder(name.length());
        boolean isPlain = true;
        for (char character : name.toCharArray()) {
            boolean ok = character >= ' ' && character < 0x7f && character != '"' && character != '\\';
            isPlain &= ok;
            ascii.append(ok ? character : '_');
        }
        String value = kind + "; filename=\"" + ascii + '"';
        return isPlain ? value : value + "; filename*=UTF-8''" + ContentPath.encode(name);
    }
}
