package io.whypfs.corenode.pieces.build;

import io.whypfs.multiformats.Cid;
import java.util.List;
import java.util.UUID;

/** Why a piece could not be built this time. */
sealed interface DelayReason {

    /** One sentence. */
    String why();

    /** What happens next, one sentence. */
    String next();

    /** Blocks of a content are on no core that answers. */
    record ContentMissing(long content, Cid cid, List<UUID> coresAway) implements DelayReason {

        @Override
        public String why() {
            return "Content " + content + " (" + cid + ") is not whole on any core that answers"
                    + (coresAway.isEmpty() ? "." : "; away: " + coresAway + ".");
        }

        @Override
        public String next() {
            return coresAway.isEmpty()
                    ? "All cores are asked again; store the content once more if it does not turn up."
                    : "It is copied from there when that core is back.";
        }
    }

    /** A block that was here is damaged or gone. */
    record BlockMissing(Cid cid) implements DelayReason {

        @Override
        public String why() {
            return "The block " + cid + " is missing or damaged on the bucket's home core.";
        }

        @Override
        public String next() {
            return "The build begins again; store the content once more if the block stays away.";
        }
    }

    /** Not all of the members were told. */
    record MembersUntold(long known, long members) implements DelayReason {

        @Override
        public String why() {
            return "Only " + known + " of the bucket's " + members + " contents were told to this core so far.";
        }

        @Override
        public String next() {
            return "The piece is built once the others were told.";
        }
    }

    /** There is no room for what must be written. */
    record DiskFull(String detail) implements DelayReason {

        @Override
        public String why() {
            return "The disk of the bucket's home core takes no more blocks: " + detail;
        }

        @Override
        public String next() {
            return "The build begins again; make room on that disk.";
        }
    }

    /** PostgreSQL refused a write. While it is away, a build waits instead. */
    record DatabaseFailed(String detail) implements DelayReason {

        @Override
        public String why() {
            return "The database refused what the build wrote: " + detail;
        }

        @Override
        public String next() {
            return "The build begins again.";
        }
    }

    /** What nobody thought of. */
    record Unexpected(String detail) implements DelayReason {

        @Override
        public String why() {
            return "The build failed: " + detail;
        }

        @Override
        public String next() {
            return "The build begins again; the log of the bucket's home core says more.";
        }
    }
}
