package io.whypfs.scheduler.gc;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Gives up contents that wait in vain, with a notice before. Plain; needs only its port. */
public final class GivingUp {

    private final Duration age;
    private final Duration notice;
    private final Clock clock;

    /**
     * @param age how long a content may wait in all
     * @param notice how long before its end it says so, at most {@code age}
     */
    public GivingUp(Duration age, Duration notice, Clock clock) {
        this.age = age;
        this.notice = notice;
        this.clock = clock;
    }

    /** How many were told, and how many given up. */
    public record Report(int noticed, int givenUp) {}

    /** Nothing is given up without a whole notice, however late it was given. */
    public Report run(FailedContents contents) throws SQLException {
        Instant now = clock.instant();
        int givenUp = contents.giveUp(now);
        int noticed = contents.giveNotice(now.minus(age.minus(notice)), now.plus(notice));
        return new Report(noticed, givenUp);
    }
}
