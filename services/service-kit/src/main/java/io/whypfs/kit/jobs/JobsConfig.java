package io.whypfs.kit.jobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings of a service's jobs. */
@ConfigMapping(prefix = "whypfs.jobs")
public interface JobsConfig {

    /** Read at build time: whether this service has jobs. */
    @WithDefault("false")
    boolean enabled();

    /**
     * This node's name in histories and leases, at most 50 characters and unique among the nodes of the service. Not set:
     * made of the process id and the host's name.
     */
    Optional<String> node();

    /** How often a node looks for jobs that other nodes or people made due; its own it knows without looking. */
    @WithDefault("PT0.5S")
    Duration pollInterval();

    /** How long a node may be silent before its runs are given to others. */
    @WithDefault("PT10S")
    Duration lease();

    /** How long a run may take whose job has no limit of its own. */
    @WithDefault("PT1H")
    Duration timeout();

    /** How long the service's end waits for runs to heed their stop. */
    @WithDefault("PT5S")
    Duration closeWithin();

    /** The wait after a job's first failure; it doubles with each further one. */
    @WithDefault("PT1S")
    Duration retryFirst();

    /** The longest wait between failures. */
    @WithDefault("PT10M")
    Duration retryLongest();

    /** How many entries of history a job keeps. */
    @WithDefault("100")
    int historyEntries();

    /** How long an entry of history is kept at most. */
    @WithDefault("P30D")
    Duration historyAge();

    /** Other schedules for the service's own jobs, by the job's name. */
    Map<String, String> schedules();

    /** More jobs, by name: {@code <type>; <schedule>[; <parameter>=<value>]...}. */
    Map<String, String> custom();
}
