package io.whypfs.queue;

import java.time.Duration;

/** Why a run must end before it is done. */
sealed interface Stop {

    record TooLong(Duration limit) implements Stop {}

    record Cancel(String why) implements Stop {}

    record NodeCloses() implements Stop {}

    record LeaseInDanger(String why) implements Stop {}

    /** One sentence, for the job's code. */
    default String sentence() {
        return switch (this) {
            case TooLong(Duration limit) -> "the run took longer than " + limit;
            case Cancel(String why) -> why;
            case NodeCloses() -> "this node closes";
            case LeaseInDanger(String why) -> why;
        };
    }

    /** How the run ends for this reason. */
    default RunResult result(String came) {
        return switch (this) {
            case TooLong(Duration limit) -> new RunResult.TimedOut(limit, came);
            case Cancel(String why) -> new RunResult.Cancelled(why, came);
            case NodeCloses() -> new RunResult.Stopped(came);
            case LeaseInDanger(String why) -> new RunResult.NodeLost(why);
        };
    }
}
