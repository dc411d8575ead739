package io.whypfs.queue;

import java.util.List;

/**
 * A kind of job: its code and the parameters that a definition may give.
 *
 * @param name lower case letters, digits, dots and dashes; names the type in definitions and in the database, so it stays
 * @param description one sentence for who picks a type
 */
public record JobType(String name, String description, List<JobParameter> parameters, Job job) {

    public JobType {
        JobNames.check("job type", name);
        parameters = List.copyOf(parameters);
    }

    /** A type without parameters. */
    public JobType(String name, String description, Job job) {
        this(name, description, List.of(), job);
    }

    public static JobType of(TypedJob job) {
        return new JobType(job.type(), job.description(), job.parameters(), job);
    }
}
