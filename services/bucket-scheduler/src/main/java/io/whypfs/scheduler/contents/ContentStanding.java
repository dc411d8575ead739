package io.whypfs.scheduler.contents;

import java.time.Instant;

/**
 * Where a content stands, in words for its owner.
 *
 * @param since when it came to stand there
 * @param why what keeps it there
 * @param next what happens to it next
 */
record ContentStanding(long content, ContentState state, Instant since, String why, String next) {

    static ContentStanding of(SchedulerContent row) {
        return switch (row.state) {
            case unassigned ->
                new ContentStanding(
                        row.contentId,
                        row.state,
                        row.changedAt,
                        row.bucketWished == null
                                ? "No bucket has taken it up yet."
                                : "The bucket " + row.bucketWished + " it was stored for has not taken it up yet.",
                        "A bucket takes it up; until then it stays on its home cores.");
            case dropped ->
                new ContentStanding(
                        row.contentId,
                        row.state,
                        row.changedAt,
                        "Its owner deleted it.",
                        "Nothing more happens to it.");
        };
    }
}
