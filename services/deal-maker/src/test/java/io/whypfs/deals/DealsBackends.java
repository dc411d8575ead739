package io.whypfs.deals;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.whypfs.local.kafka.KafkaServer;
import io.whypfs.testsupport.TestKafka;
import io.whypfs.testsupport.TestPostgres;
import java.util.Map;

/** A migrated database and a broker for the service under test. */
public class DealsBackends implements QuarkusTestResourceLifecycleManager {

    public static final String TOKEN = "0123456789abcdef0123456789abcdef";
    public static final String WALLET_SECRET = "a wallet's secret, of tests only";
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
                "whypfs_deal",
                "quarkus.datasource.password",
                database.password(),
                "kafka.bootstrap.servers",
                kafka.bootstrapServers(),
                "whypfs.internal.token",
                TOKEN,
                "whypfs.wallet.secret",
                WALLET_SECRET,
                BROKER_PID,
                Long.toString(kafka.pid()));
    }

    @Override
    public void stop() {
        kafka.kill();
    }
}
