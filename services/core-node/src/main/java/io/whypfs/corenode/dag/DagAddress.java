package io.whypfs.corenode.dag;

import io.whypfs.corenode.text.Escaped;
import io.whypfs.corenode.text.PercentEncoding;
import io.whypfs.kit.problem.ProblemException;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.MultiformatException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A root and the path below it, as they stand in a request's path.
 *
 * @param root where the path starts
 * @param segments names below it, each percent-decoded once; empty ones in the request are left out
 */
record DagAddress(Cid root, List<String> segments) {

    private static final int MOST_SEGMENTS = 1024;

    /**
     * Parses what follows the route's prefix.
     *
     * @throws ProblemException {@code bad-cid} or {@code bad-path}
     */
    static DagAddress parse(String raw) {
        int slash = raw.indexOf('/');
        String root = slash < 0 ? raw : raw.substring(0, slash);
        String path = slash < 0 ? "" : raw.substring(slash + 1);
        List<String> segments = Stream.of(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(DagAddress::decode)
                .toList();
        if (segments.size() > MOST_SEGMENTS) {
            throw badPath("The path has more than " + MOST_SEGMENTS + " segments.");
        }
        return new DagAddress(cid(decode(root)), segments);
    }

    private static Cid cid(String text) {
        try {
            return Cid.parse(text);
        } catch (MultiformatException e) {
            throw new ProblemException(400, "bad-cid", "Not a CID", e.getMessage() + " Correct the address.");
        }
    }

    private static String decode(String segment) {
        try {
            String text = PercentEncoding.decode(segment);
            if (text.equals(".") || text.equals("..")) {
                throw badPath("The path has the segment '" + text + "', which is no name. Resolve it before you ask.");
            }
            return text;
        } catch (IllegalArgumentException e) {
            throw badPath(
                    "The path's segment '" + Escaped.of(segment) + "' cannot be read: it " + e.getMessage() + ".");
        }
    }

    private static ProblemException badPath(String detail) {
        return new ProblemException(400, "bad-path", "Not a path", detail);
    }
}
