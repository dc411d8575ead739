package io.whypfs.corenode.ingest;

import io.whypfs.corenode.text.Escaped;
import io.whypfs.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A file's name as it was sent, found fit to be stored: one segment, or a relative path.
 *
 * <p>Stricter than UnixFS, because what is stored here is written to other people's disks later: no {@code .} or
 * {@code ..}, no empty segment, no control character, no backslash, at most 255 bytes a segment.
 *
 * @param text the path, segments separated by {@code /}
 */
record EntryPath(String text) {

    private static final int LONGEST_SEGMENT = 255;
    private static final int LONGEST_PATH = 4096;

    /**
     * Checks a name.
     *
     * @throws ProblemException {@code bad-name}, naming it and what is wrong
     */
    static EntryPath parse(String text) {
        if (text.startsWith("/")) {
            throw bad(text, "is absolute; send a path relative to the folder");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw bad(text, "is longer than " + LONGEST_PATH + " bytes");
        }
        for (String segment : text.split("/", -1)) {
            checkSegment(text, segment);
        }
        return new EntryPath(text);
    }

    private static void checkSegment(String text, String segment) {
        if (segment.isEmpty()) {
            throw bad(text, text.isEmpty() ? "is empty" : "has an empty segment");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw bad(text, "has the segment '" + segment + "'");
        }
        if (segment.indexOf('\0') >= 0) {
            throw bad(text, "has a NUL character");
        }
        if (segment.chars().anyMatch(Character::isISOControl)) {
            throw bad(text, "has a control character");
        }
        if (segment.indexOf('\\') >= 0) {
            throw bad(text, "has a backslash; separate folders by '/'");
        }
        int bytes = segment.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_SEGMENT) {
            throw bad(text, "has a segment of " + bytes + " bytes; the limit is " + LONGEST_SEGMENT);
        }
    }

    static ProblemException bad(String text, String what) {
        return new ProblemException(
                400,
                "bad-name",
                "File name refused",
                "The file name '" + Escaped.of(text) + "' " + what + ". Rename it and send the upload again.");
    }

    boolean isPlain() {
        return text.indexOf('/') < 0;
    }

    /** The one first segment that all paths share and that is not a file itself, or empty. */
    static String commonFolder(List<EntryPath> paths) {
        String folder = paths.getFirst().folder();
        return paths.stream().allMatch(path -> path.folder().equals(folder)) ? folder : "";
    }

    private String folder() {
        return isPlain() ? "" : text.substring(0, text.indexOf('/'));
    }
}
