package io.whypfs.corenode.pieces.transfer;

import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.kit.problem.Problem;
import io.whypfs.kit.problem.ProblemException;
import java.util.Map;
import java.util.UUID;

/** The problems that requests for pieces are answered with. Providers take 4xx for final and come back after 5xx. */
final class PieceRefusals {

    private PieceRefusals() {}

    static ProblemException unknown() {
        return new ProblemException(
                404,
                "unknown-piece",
                "No such piece",
                "No piece with this CID was built here. Compare it with the deal's.");
    }

    static ProblemException noToken() {
        return new ProblemException(
                401,
                "piece-token",
                "Token missing or wrong",
                "The piece is given for its deals only: send 'Authorization: Basic base64(\":\" + token)' or '?token=' with"
                        + " the token of the deal's transfer.");
    }

    static ProblemException over(UUID deal) {
        return new ProblemException(
                403, "deal-over", "Deal is over", "The deal " + deal + " is over; its piece is not given any more.");
    }

    static ProblemException range(long size) {
        return new ProblemException(new Problem(
                416,
                "range",
                "Range not satisfiable",
                "The piece's CAR has " + size + " bytes; ask for some of these.",
                Map.of("size", size)));
    }

    static ProblemException busy() {
        return new ProblemException(
                503,
                "busy",
                "Too many transfers",
                "As many transfers run as may at a time. Try again in some seconds.");
    }

    static ProblemException homeAway(UUID home, String why) {
        return new ProblemException(new Problem(
                503,
                "home-away",
                "The piece's core is away",
                "The core " + home + " that holds the piece does not answer (" + why + "). Try again later.",
                Map.of("core", home.toString())));
    }

    static ProblemException unreadable(PieceCid piece, Exception cause) {
        return new ProblemException(
                new Problem(
                        503,
                        "piece-unreadable",
                        "Not readable just now",
                        "The piece " + piece + " cannot be read just now: " + cause.getMessage() + " Try again later."),
                cause);
    }
}
