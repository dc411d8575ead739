package io.whypfs.kit.kafka;

import io.whypfs.kit.health.Degraded;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the broker every few seconds in a thread of its own: makes the topics that are required and missing, also
 * later when one is lost, and reports the part {@code kafka} as degraded while the broker does not answer.
 */
public final class BrokerWatch {

    /** The name under which {@link Degraded} hears of this part. */
    public static final String PART = "kafka";

    private static final Logger LOG = Logger.getLogger(BrokerWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final int ANSWER_LIMIT_MILLIS = 3_000;

    private final Settings settings;
    private final Degraded degraded;
    private final Set<String> required = ConcurrentHashMap.newKeySet();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Semaphore nudges = new Semaphore(0);
    private final Backoff backoff = new Backoff(Duration.ofMillis(250), LOOK_EVERY);
    private volatile boolean running;
    private @Nullable Thread thread;

    /**
     * Where the broker is and how to make topics.
     *
     * @param kafka the client settings that reach the broker
     */
    public record Settings(Map<String, Object> kafka, int partitions, short replication) {}

    public BrokerWatch(Settings settings, Degraded degraded) {
        this.settings = settings;
        this.degraded = degraded;
    }

    /** Asks for topics to exist; starts looking at the first call. */
    public synchronized void require(Collection<String> topics) {
        required.addAll(topics);
        if (thread == null) {
            running = true;
            thread = Thread.ofVirtual().name("broker-watch").start(this::run);
        }
        nudges.release();
    }

    /** Whether all required topics have been seen. Stays true while the broker is away. */
    public boolean topicsReady() {
        return seen.containsAll(required);
    }

    public synchronized void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    private void run() {
        try {
            while (running) {
                watch();
            }
        } catch (InterruptedException e) {
            LOG.debug("broker watch stopped");
        }
    }

    private void watch() throws InterruptedException {
        try (Admin admin = Admin.create(adminSettings())) {
            while (running) {
                await(look(admin));
            }
        } catch (KafkaException e) {
            // The client cannot even be made while no broker's name resolves.
            degraded.report(PART, "the broker cannot be reached: " + e.getMessage());
            await(backoff.next());
        }
    }

    private void await(Duration pause) throws InterruptedException {
        if (nudges.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            nudges.drainPermits();
        }
    }

    private Duration look(Admin admin) throws InterruptedException {
        try {
            for (String topic : List.copyOf(required)) {
                if (!exists(admin, topic)) {
                    create(admin, topic);
                }
                seen.add(topic);
            }
            degraded.clear(PART);
            backoff.reset();
            return LOOK_EVERY;
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            degraded.report(PART, "the broker does not answer: " + cause.getMessage());
            return backoff.next();
        }
    }

    private boolean exists(Admin admin, String topic)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            get(admin.describeTopics(List.of(topic)).allTopicNames());
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    private void create(Admin admin, String topic) throws ExecutionException, TimeoutException, InterruptedException {
        try {
            get(admin.createTopics(List.of(new NewTopic(topic, settings.partitions(), settings.replication())))
                    .all());
            LOG.infof("topic=%s partitions=%d created", topic, settings.partitions());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static <T> T get(KafkaFuture<T> future) throws ExecutionException, TimeoutException, InterruptedException {
        return future.get(2L * ANSWER_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private Map<String, Object> adminSettings() {
        Map<String, Object> admin = new HashMap<>(settings.kafka());
        admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_LIMIT_MILLIS);
        admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_LIMIT_MILLIS);
        admin.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        return admin;
    }
}
