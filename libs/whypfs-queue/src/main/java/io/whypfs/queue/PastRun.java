package io.whypfs.queue;

import java.time.Instant;

/**
 * An entry of a job's history.
 *
 * @param id newer entries have greater ones
 * @param end how it ended
 * @param why one sentence: what was done, or why it ended so, and what follows
 * @param node which node ran it
 * @param attempt which attempt it was, from 1
 * @param times how many runs this entry stands for: runs of a job with a short interval that did something are gathered
 *     minute by minute
 */
public record PastRun(
        long id,
        String job,
        RunEnd end,
        Instant startedAt,
        Instant endedAt,
        String why,
        String node,
        int attempt,
        int times) {}
