package io.whypfs.scheduler;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.whypfs.local.kafka.KafkaServer;
import io.whypfs.testsupport.TestKafka;
import io.whypfs.testsupport.TestPostgres;
import java.util.Map;

/** A migrated database and a broker for the service under test. */
public class SchedulerBackends implements QuarkusTestResourceLifecycleManager {

    public static final String TOKEN = "0123456789abcdef0123456789abcdef";
    public static final String BROKER_PID = "test.broker.pid";

    private KafkaServer kafka;

    @Override
    public Map<String, String> start() {
        TestPostgres.Database database = TestPostgres.migratedDatabase();
        kafka = TestKafka.fresh();
        return Map.of(
                "quarkus.datasource.jdbc.url",
                database.jdbcUrl(),
                "quarkus.datasource.username",
                "whypfs_bucket",
                "quarkus.datasource.password",
                database.password(),
                "kafka.bootstrap.servers",
                kafka.bootstrapServers(),
                "whypfs.internal.token",
                TOKEN,
                // What a test looks at while it waits is not put into a bucket meanwhile.
                "whypfs.jobs.schedules.bucket-creator",
                "@yearly",
                BROKER_PID,
                Long.toString(kafka.pid()));
    }

    @Override
    public void stop() {
        kafka.kill();
    }
}
