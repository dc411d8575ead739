package io.whypfs.api.timeline;

/** What the OpenAPI document says of every timeline. */
final class TimelineDocs {

    static final String STEPS =
            "What happened comes from the facts kept here. For what has not happened yet each step says why, what next "
                    + "and when, asked of the service that owns it; one that is silent is named in silent, and what it said "
                    + "last stands in for it.";

    private TimelineDocs() {}
}
