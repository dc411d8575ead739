package io.whypfs.scheduler.gc;

import java.sql.SQLException;
import java.time.Instant;

/** Contents that wait in vain: without a bucket that takes them, or too large for any. */
public interface FailedContents {

    /**
     * Gives notice to contents that wait since {@code waitingSince} or longer and have none.
     *
     * @param at when they are given up
     * @return how many
     */
    int giveNotice(Instant waitingSince, Instant at) throws SQLException;

    /**
     * Gives up contents whose notice is over.
     *
     * @return how many
     */
    int giveUp(Instant now) throws SQLException;
}
