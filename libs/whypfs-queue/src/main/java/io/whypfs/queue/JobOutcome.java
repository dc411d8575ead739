package io.whypfs.queue;

import java.time.Duration;

/** What came of a run that did not fail. */
public sealed interface JobOutcome {

    /**
     * Something was done.
     *
     * @param what one sentence for the history
     */
    record Done(String what) implements JobOutcome {}

    /**
     * There was nothing to do; not kept in the history.
     *
     * @param why one sentence
     */
    record Nothing(String why) implements JobOutcome {}

    /**
     * Not finished: the job wants to be run again after a while, whatever its schedule says. Neither a failure nor one of
     * the runs that a limit counts, and not kept in the history.
     *
     * @param why what it waits for, one sentence; shown as the job's reason until its next run
     */
    record Again(Duration after, String why) implements JobOutcome {

        public Again {
            if (after.isNegative()) {
                throw new IllegalArgumentException("a job cannot be run again before now: " + after);
            }
        }
    }

    static JobOutcome done(String what) {
        return new Done(what);
    }

    static JobOutcome nothing(String why) {
        return new Nothing(why);
    }

    static JobOutcome again(Duration after, String why) {
        return new Again(after, why);
    }
}
