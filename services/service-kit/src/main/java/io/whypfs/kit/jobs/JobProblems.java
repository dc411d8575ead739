package io.whypfs.kit.jobs;

import io.whypfs.kit.problem.Problem;
import io.whypfs.kit.problem.ProblemException;
import io.whypfs.queue.BadJobException;
import io.whypfs.queue.JobExistsException;
import io.whypfs.queue.JobRefusedException;
import io.whypfs.queue.JobStateException;
import io.whypfs.queue.JobStoreException;
import io.whypfs.queue.UnknownJobException;
import io.whypfs.queue.UnknownJobTypeException;
import java.util.function.Supplier;

/** Refusals of the queue as problems. */
final class JobProblems {

    private JobProblems() {}

    /**
     * What the queue answers.
     *
     * @throws ProblemException for what it refuses
     */
    static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (JobRefusedException e) {
            throw new ProblemException(problem(e), e);
        } catch (JobStoreException e) {
            throw new ProblemException(
                    new Problem(
                            503,
                            "database-unavailable",
                            "Database away",
                            "The jobs cannot be read or changed while the database is away; try again in a moment."),
                    e);
        }
    }

    private static Problem problem(JobRefusedException refusal) {
        String detail = String.valueOf(refusal.getMessage());
        return switch (refusal) {
            case BadJobException bad -> new Problem(400, "bad-input", "Job cannot be", detail);
            case UnknownJobTypeException unknown ->
                new Problem(400, "unknown-job-type", "No such job type", detail).with("types", unknown.known());
            case UnknownJobException unknown -> new Problem(404, "unknown-job", "No such job", detail);
            case JobExistsException taken -> new Problem(409, "job-exists", "Name taken", detail);
            case JobStateException state -> new Problem(409, "job-state", "Not now", detail);
        };
    }
}
