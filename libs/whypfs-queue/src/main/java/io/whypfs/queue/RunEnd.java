package io.whypfs.queue;

/** How a run ended. */
public enum RunEnd {
    /** did something */
    DONE,
    /** had nothing to do; not in the history */
    NOTHING,
    /** wants to be run again after a while; not in the history */
    AGAIN,
    /** its code threw */
    FAILED,
    /** took longer than its limit and was stopped */
    TIMED_OUT,
    /** was cancelled by someone */
    CANCELLED,
    /** was stopped because its node was closing; another run follows at once */
    STOPPED,
    /** its node could not prolong the lease and stopped it, or was found dead; another run follows */
    NODE_LOST
}
