package io.whypfs.queue;

import java.time.Duration;

/** How a run came to its end, before it is decided what follows. */
sealed interface RunResult {

    /** Its code returned. */
    record Returned(JobOutcome outcome) implements RunResult {}

    /** Its code threw. */
    record Failed(String message) implements RunResult {}

    /** It was stopped because it took too long. */
    record TimedOut(Duration limit, String came) implements RunResult {}

    /** It was stopped because someone cancelled it. */
    record Cancelled(String why, String came) implements RunResult {}

    /** It was stopped because its node closes. */
    record Stopped(String came) implements RunResult {}

    /** Its node could not prolong the lease, or was found dead. */
    record NodeLost(String why) implements RunResult {}
}
