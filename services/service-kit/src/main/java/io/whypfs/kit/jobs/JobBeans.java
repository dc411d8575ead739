package io.whypfs.kit.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.whypfs.queue.JobDefinition;
import io.whypfs.queue.JobQueue;
import io.whypfs.queue.JobQueueBuilder;
import io.whypfs.queue.JobType;
import io.whypfs.queue.TypedJob;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Wires one queue to the service's datasource, and its jobs to the queue. */
@Singleton
@IfBuildProperty(name = "whypfs.jobs.enabled", stringValue = "true")
final class JobBeans {

    private static final int LONGEST_NODE_NAME = 50;

    @Produces
    @Singleton
    JobQueue queue(
            DataSource database,
            JobsConfig config,
            Clock clock,
            MeterRegistry registry,
            @All List<JobType> types,
            @All List<TypedJob> typedJobs,
            @All List<JobDefinition> jobs) {
        JobQueueBuilder builder = builder(JobQueue.on(database), config)
                .clock(clock)
                .listener(new JobMetrics(registry))
                .types(Stream.concat(types.stream(), typedJobs.stream().map(JobType::of))
                        .toList());
        ConfiguredJobs.of(jobs, config.schedules(), config.custom()).forEach(builder::define);
        return builder.build();
    }

    void start(@Observes StartupEvent event, JobQueue queue) {
        queue.start();
    }

    void stop(@Observes ShutdownEvent event, JobQueue queue) {
        queue.close();
    }

    static JobQueueBuilder builder(JobQueueBuilder builder, JobsConfig config) {
        return builder.node(config.node().orElseGet(JobBeans::nodeName))
                .pollInterval(config.pollInterval())
                .lease(config.lease())
                .timeout(config.timeout())
                .closeWithin(config.closeWithin())
                .retry(config.retryFirst(), config.retryLongest())
                .history(config.historyEntries(), config.historyAge());
    }

    private static String nodeName() {
        String name = ProcessHandle.current().pid() + "@" + hostName();
        return name.substring(0, Math.min(name.length(), LONGEST_NODE_NAME));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // The name only has to tell nodes apart.
            return "unnamed-"
                    + Long.toHexString(
                            ProcessHandle.current().info().startInstant().hashCode());
        }
    }
}
