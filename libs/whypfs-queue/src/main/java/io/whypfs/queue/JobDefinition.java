package io.whypfs.queue;

import java.util.Map;

/**
 * A job: what runs, when, with which parameters and within which limits.
 *
 * @param name unique among the jobs of a service
 * @param type name of a {@link JobType}
 * @param system defined in code: cannot be removed, and only configuration changes its schedule
 */
public record JobDefinition(
        String name,
        String type,
        JobSchedule schedule,
        Map<String, String> parameters,
        JobLimits limits,
        boolean system) {

    public JobDefinition {
        JobNames.check("job", name);
        parameters = Map.copyOf(parameters);
    }

    /** A job that a service defines in code, without parameters and limits. */
    public static JobDefinition system(String name, String type, JobSchedule schedule) {
        return new JobDefinition(name, type, schedule, Map.of(), JobLimits.none(), true);
    }

    /** A job that a customer configures, without limits. */
    public static JobDefinition custom(String name, String type, JobSchedule schedule, Map<String, String> parameters) {
        return new JobDefinition(name, type, schedule, parameters, JobLimits.none(), false);
    }

    public JobDefinition withSchedule(JobSchedule other) {
        return new JobDefinition(name, type, other, parameters, limits, system);
    }

    public JobDefinition withLimits(JobLimits other) {
        return new JobDefinition(name, type, schedule, parameters, other, system);
    }

    /**
     * Reads a job from one line of configuration: {@code <type>; <schedule>[; <parameter>=<value>]...}, such as {@code
     * folder-size; PT1H; folder=/data}. The names {@code maxRuns}, {@code until} and {@code timeout} are limits. Like
     * everything in the configuration it belongs to the system.
     *
     * @throws BadScheduleException when the schedule cannot be understood
     * @throws BadJobException when something else cannot
     */
    public static JobDefinition parse(String name, String line) throws BadScheduleException {
        return JobLine.parse(name, line);
    }
}
