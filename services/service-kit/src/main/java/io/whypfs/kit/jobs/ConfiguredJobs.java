package io.whypfs.kit.jobs;

import io.whypfs.queue.BadScheduleException;
import io.whypfs.queue.JobDefinition;
import io.whypfs.queue.JobRefusedException;
import io.whypfs.queue.JobSchedule;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The jobs that a service always has: its own, with the schedules that the settings give them, and those of the settings. */
final class ConfiguredJobs {

    private ConfiguredJobs() {}

    /**
     * All of them, by name.
     *
     * @throws IllegalArgumentException naming the setting that is wrong and why
     */
    static Collection<JobDefinition> of(
            Collection<JobDefinition> own, Map<String, String> schedules, Map<String, String> custom) {
        Map<String, JobDefinition> jobs = new TreeMap<>();
        for (JobDefinition job : own) {
            if (jobs.put(job.name(), job) != null) {
                throw new IllegalArgumentException("Two jobs of this service are named '" + job.name() + "'.");
            }
        }
        schedules.forEach((name, text) -> jobs.put(name, rescheduled(jobs, name, text)));
        custom.forEach((name, line) -> {
            if (jobs.put(name, parsed(name, line)) != null) {
                throw new IllegalArgumentException(setting("custom", name)
                        + " has the name of one of the service's own jobs; choose another, or set its schedule.");
            }
        });
        return jobs.values();
    }

    private static JobDefinition rescheduled(Map<String, JobDefinition> jobs, String name, String text) {
        JobDefinition job = jobs.get(name);
        if (job == null) {
            throw new IllegalArgumentException(setting("schedules", name)
                    + ": this service has no job of that name. It has: " + String.join(", ", jobs.keySet()) + ".");
        }
        try {
            return job.withSchedule(JobSchedule.parse(text));
        } catch (BadScheduleException e) {
            throw new IllegalArgumentException(setting("schedules", name) + ": " + e.getMessage(), e);
        }
    }

    private static JobDefinition parsed(String name, String line) {
        try {
            return JobDefinition.parse(name, line);
        } catch (BadScheduleException | JobRefusedException e) {
            throw new IllegalArgumentException(setting("custom", name) + ": " + e.getMessage(), e);
        }
    }

    private static String setting(String map, String name) {
        return "whypfs.jobs." + map + ".\"" + name + "\"";
    }
}
