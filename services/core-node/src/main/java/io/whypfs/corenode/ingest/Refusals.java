package io.whypfs.corenode.ingest;

import io.whypfs.corenode.text.Escaped;
import io.whypfs.ipld.unixfs.ImportProfile;
import io.whypfs.kit.problem.Problem;
import io.whypfs.kit.problem.ProblemException;
import io.whypfs.multiformats.Cid;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The reasons for which an upload is refused, each with what to do about it. */
final class Refusals {

    private Refusals() {}

    static ProblemException noFilePart(String part, Collection<String> others) {
        String seen = others.isEmpty()
                ? "it has no parts at all"
                : "it has only "
                        + others.stream()
                                .map(name -> "'" + Escaped.of(name) + "'")
                                .limit(10)
                                .collect(Collectors.joining(", "));
        return new ProblemException(
                400,
                "no-file-part",
                "No file in the form",
                "The form has no part named '" + Escaped.of(part) + "' with a file name; " + seen
                        + ". Send the file as curl -F '" + Escaped.of(part) + "=@FILE' does.");
    }

    static ProblemException badMultipart(String detail) {
        return new ProblemException(400, "bad-multipart", "Malformed form", detail);
    }

    static ProblemException tooLarge(long maxBytes) {
        return new ProblemException(new Problem(
                413,
                "too-large",
                "Upload too large",
                "The upload is larger than the " + maxBytes + " bytes that are taken at once.",
                Map.of("maxBytes", maxBytes)));
    }

    static ProblemException unknownProfile(String name) {
        String known =
                Arrays.stream(ImportProfile.values()).map(ImportProfile::id).collect(Collectors.joining(", "));
        return new ProblemException(
                400,
                "unknown-profile",
                "Unknown import profile",
                "There is no import profile '" + Escaped.of(name) + "'; there are " + known + ".");
    }

    static ProblemException wrongContentType(String contentType) {
        return new ProblemException(
                415,
                "wrong-content-type",
                "Wrong content type",
                "The content type '" + Escaped.of(contentType)
                        + "' is not multipart/form-data. Send a form, or name the file with the query parameter name.");
    }

    static ProblemException badInput(String detail) {
        return new ProblemException(400, "bad-input", "Bad request", detail);
    }

    static ProblemException badCar(String detail) {
        return new ProblemException(400, "bad-car", "Bad archive", detail);
    }

    static ProblemException rootCount(List<Cid> roots) {
        return new ProblemException(new Problem(
                400,
                "root-count",
                "Not exactly one root",
                "The CAR has " + roots.size()
                        + " roots; exactly one is taken. Write it with the one root that the rest hangs from.",
                Map.of("roots", roots.stream().limit(100).map(Cid::toString).toList())));
    }

    static ProblemException missingBlock(Cid cid) {
        return new ProblemException(new Problem(
                400,
                "missing-block",
                "Archive not whole",
                "The CAR's DAG links to the block " + cid
                        + ", which is neither in the CAR nor here. Send the whole DAG.",
                Map.of("cid", cid.toString())));
    }
}
