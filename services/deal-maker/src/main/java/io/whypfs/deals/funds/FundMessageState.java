package io.whypfs.deals.funds;

import io.whypfs.multiformats.Cid;

/** Where a message that moves funds stands. */
sealed interface FundMessageState {

    /** Its name in the table. */
    String text();

    default boolean isOver() {
        return this instanceof Done || this instanceof Failed;
    }

    /** Signed and kept; whether a node has it is not known. */
    record Signed() implements FundMessageState {
        @Override
        public String text() {
            return "signed";
        }
    }

    /** A node has taken it. */
    record Pushed() implements FundMessageState {
        @Override
        public String text() {
            return "pushed";
        }
    }

    /** In a tipset that a reorganisation may still undo. */
    record Included(Inclusion inclusion) implements FundMessageState {
        @Override
        public String text() {
            return "included";
        }
    }

    /** Deep enough in the chain, and it did what it was to do. */
    record Done(Inclusion inclusion) implements FundMessageState {
        @Override
        public String text() {
            return "done";
        }
    }

    /** It has moved nothing and will not any more. */
    record Failed() implements FundMessageState {
        @Override
        public String text() {
            return "failed";
        }
    }

    /**
     * Where the chain has it.
     *
     * @param epoch of the tipset whose state has its effect
     * @param cid of the version that was executed
     */
    record Inclusion(long epoch, Cid cid, int exitCode) {}
}
