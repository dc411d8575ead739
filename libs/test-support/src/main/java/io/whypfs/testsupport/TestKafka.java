package io.whypfs.testsupport;

import io.whypfs.local.kafka.KafkaServer;
import io.whypfs.local.process.FreePorts;
import io.whypfs.local.tree.BuiltTree;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The one Kafka broker of this test JVM. Its data does not outlive the JVM. Safe for use by several threads. */
public final class TestKafka {

    private static @Nullable KafkaServer server;

    private TestKafka() {}

    /** The broker, started at the first call. */
    public static synchronized KafkaServer start() {
        if (server == null) {
            server = fresh();
        }
        return server;
    }

    /** A broker of the caller's own, for tests that stop or kill it. Ends with the JVM at the latest. */
    public static KafkaServer fresh() {
        Path folder = TestFolders.fresh("kafka");
        FreePorts ports = new FreePorts();
        KafkaServer started = new KafkaServer(
                        BuiltTree.find(),
                        new KafkaServer.Settings(folder, folder.resolve("kafka.log"), ports.next(), ports.next()))
                .start();
        TestFolders.atJvmEnd(started::kill, folder);
        return started;
    }
}
