package io.whypfs.queue;

/** Where a job stands. */
public enum JobState {
    /** runs on a node at this moment */
    RUNNING,
    /** waits for its next time */
    WAITING,
    /** its last run failed; it is tried again */
    FAILING,
    /** does not run until it is resumed */
    PAUSED,
    /** will not run again: limits reached, or its one time is over */
    FINISHED
}
