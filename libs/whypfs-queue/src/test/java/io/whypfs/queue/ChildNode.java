package io.whypfs.queue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/** A node in a process of its own, to be killed. Arguments: JDBC URL, password, node, lease. */
final class ChildNode {

    private ChildNode() {}

    public static void main(String[] arguments) throws InterruptedException {
        DataSource database = QueueDatabase.asService(arguments[0], arguments[1]);
        String node = arguments[2];
        try (JobQueue queue = queue(database, node, Duration.parse(arguments[3]))) {
            queue.start();
            new CountDownLatch(1).await();
        }
    }

    /** The same queue on every node of the test. */
    static JobQueue queue(DataSource database, String node, Duration lease) {
        JobQueueBuilder builder = JobQueue.on(database)
                .types(List.of(JobType.of(new WitnessedJob(database, node, Duration.ofMillis(50)))))
                .node(node)
                .lease(lease)
                .pollInterval(Duration.ofMillis(50));
        for (String job : List.of("held-a", "held-b", "job-c", "job-d", "job-e", "job-f")) {
            builder.define(JobDefinition.system(job, "witnessed", new JobSchedule.Every(Duration.ofMillis(100))));
        }
        return builder.build();
    }
}
