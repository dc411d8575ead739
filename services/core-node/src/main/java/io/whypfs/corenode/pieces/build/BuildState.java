package io.whypfs.corenode.pieces.build;

import java.time.Instant;
import java.util.Optional;

/** How a bucket's piece stands. */
sealed interface BuildState {

    /** Its name in the database and towards others. */
    String name();

    /** One sentence. */
    String why();

    /** What happens next, one sentence. */
    String next();

    /** When, if that is known. */
    default Optional<Instant> nextAt() {
        return Optional.empty();
    }

    /** Sealed, and not yet its turn. */
    record Sealed() implements BuildState {

        @Override
        public String name() {
            return "waiting";
        }

        @Override
        public String why() {
            return "The bucket is sealed; its piece is built when those before it are.";
        }

        @Override
        public String next() {
            return "Its home core builds the piece.";
        }
    }

    /** Tried without success. */
    record Delayed(DelayReason reason, Instant at) implements BuildState {

        @Override
        public String name() {
            return "waiting";
        }

        @Override
        public String why() {
            return reason.why();
        }

        @Override
        public String next() {
            return reason.next();
        }

        @Override
        public Optional<Instant> nextAt() {
            return Optional.of(at);
        }
    }

    /** Members come from other cores. */
    record Copying(long missingMembers) implements BuildState {

        @Override
        public String name() {
            return "copying";
        }

        @Override
        public String why() {
            return missingMembers + " of its contents live on other cores and are copied to the bucket's home core.";
        }

        @Override
        public String next() {
            return "The piece is built once all of them are here.";
        }
    }

    /** Layout and commitment are made. */
    record Building() implements BuildState {

        @Override
        public String name() {
            return "building";
        }

        @Override
        public String why() {
            return "The archive is laid out and its commitment computed.";
        }

        @Override
        public String next() {
            return "Deals are made for the piece once it is ready.";
        }
    }

    /** Built. */
    record Ready(FinishedPiece piece) implements BuildState {

        @Override
        public String name() {
            return "ready";
        }

        @Override
        public String why() {
            return "The piece is built.";
        }

        @Override
        public String next() {
            return "Storage providers fetch it for their deals.";
        }
    }
}
