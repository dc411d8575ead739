package io.whypfs.corenode.http;

import io.whypfs.core.blockstore.DiskReserveException;
import io.whypfs.core.blockstore.StoreReadOnlyException;
import io.whypfs.corenode.multipart.MultipartException;
import io.whypfs.ipld.car.CarException;
import io.whypfs.kit.problem.Problem;
import io.whypfs.kit.problem.ProblemException;
import java.util.Map;

/** How failures that come from below are answered. */
final class Problems {

    private static final String TRUNCATED = "truncated-body";
    private static final String BODY_ENDED = "Body ended early";

    private Problems() {}

    static Problem of(Exception failure) {
        return switch (failure) {
            case ProblemException e -> e.problem();
            case MultipartException e -> of(e);
            case CarException e -> of(e);
            case ClientGoneException _ ->
                new Problem(
                        400, TRUNCATED, BODY_ENDED, "The connection ended before the body did. Nothing was stored.");
            case DiskReserveException e ->
                new Problem(
                        507,
                        "disk-reserve",
                        "Disk nearly full",
                        words(e),
                        Map.of("freeBytes", e.freeBytes(), "reserveBytes", e.reserveBytes()));
            case StoreReadOnlyException e -> new Problem(503, "storage-read-only", "Storage only reads", words(e));
            case UnavailableException e -> new Problem(503, "database-unavailable", "Database away", words(e));
            default ->
                new Problem(
                        500, "internal", "Internal error", "This core could not do it; its log says why. Try again.");
        };
    }

    private static Problem of(MultipartException e) {
        return switch (e.reason()) {
            case MALFORMED -> new Problem(400, "bad-multipart", "Malformed form", words(e));
            case TRUNCATED -> new Problem(400, TRUNCATED, BODY_ENDED, words(e));
        };
    }

    private static Problem of(CarException e) {
        return switch (e.reason()) {
            case TRUNCATED -> new Problem(400, TRUNCATED, BODY_ENDED, "The CAR ends early: " + words(e));
            case BLOCK_MISMATCH -> new Problem(400, "block-mismatch", "Block is not what its CID says", words(e));
            case GARBAGE, UNSUPPORTED_VERSION, TOO_LARGE, ZERO_LENGTH_SECTION, BAD_CID, FORBIDDEN_CID ->
                new Problem(400, "bad-car", "Bad archive", words(e));
        };
    }

    private static String words(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
