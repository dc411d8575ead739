package io.whypfs.api.upload;

import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.inside.ProblemException;

/** A core's problem with an upload, in V1's words. */
final class IngestProblems {

    private IngestProblems() {}

    static ApiException toRefusal(ProblemException problem) {
        String detail = problem.detail();
        return switch (problem.slug()) {
            case "root-count" -> ApiException.plain(400, detail);
            case "too-large" -> new ApiException(Reason.CONTENT_SIZE_OVER_LIMIT, detail);
            case "wrong-content-type" -> new ApiException(Reason.UNSUPPORTED_CONTENT_TYPE, detail);
            case "disk-reserve" -> new ApiException(Reason.NO_SPACE, detail);
            case "no-file-part",
                    "bad-multipart",
                    "truncated-body",
                    "bad-name",
                    "unknown-profile",
                    "bad-car",
                    "block-mismatch",
                    "missing-block" -> ApiException.invalid(detail);
            default ->
                problem.status() == Reason.INVALID_INPUT.status()
                        ? ApiException.invalid(detail)
                        : problem.unexpected("core-node");
        };
    }
}
