package io.whypfs.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.Topics;
import io.whypfs.kit.Facts;
import io.whypfs.kit.KitDatabase;
import io.whypfs.kit.TopicReader;
import io.whypfs.kit.health.Degraded;
import io.whypfs.kit.kafka.BrokerWatch;
import io.whypfs.local.kafka.KafkaServer;
import io.whypfs.testsupport.TestKafka;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The relay between a real PostgreSQL and a real broker. */
@Timeout(180)
class OutboxRelayIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LEASE_HOLDERS =
            "select pid from pg_locks where locktype = 'advisory' and granted and database ="
                    + " (select oid from pg_database where datname = current_database())";

    private final KitDatabase database = new KitDatabase();
    private final OutboxRepository repository = new OutboxRepository();
    private final Degraded degraded = new Degraded();
    private final List<OutboxRelay> relays = new ArrayList<>();
    private KafkaServer kafka;
    private BrokerWatch broker;

    @BeforeEach
    void startBroker() {
        kafka = TestKafka.fresh();
        broker = new BrokerWatch(new BrokerWatch.Settings(settings(), 3, (short) 1), degraded);
        broker.require(List.of(Topics.CONTENT));
        await().atMost(LIMIT).until(broker::topicsReady);
    }

    @AfterEach
    void stopAll() {
        relays.forEach(OutboxRelay::stop);
        broker.stop();
        kafka.kill();
    }

    @Test
    void losesNothingWhenALaterIdCommitsFirst() throws Exception {
        // Given
        EventEnvelope slow = Facts.stored(1, 1);
        EventEnvelope fast = Facts.stored(2, 1);
        relay();
        try (Connection slowly = database.connect();
                TopicReader topic = topic()) {
            slowly.setAutoCommit(false);
            repository.append(slowly, slow);
            append(fast);
            await().atMost(LIMIT).until(() -> topic.events().size() == 1);

            // When
            slowly.commit();

            // Then
            await().atMost(LIMIT).until(() -> topic.events().size() == 2);
            assertThat(topic.events()).containsExactlyInAnyOrder(fast, slow);
            await().atMost(LIMIT).until(() -> waiting() == 0);
        }
    }

    @Test
    void keepsTheOrderPerKeyWhileTheLeaseIsLostAgainAndAgain() throws Exception {
        // Given
        long seed = System.nanoTime();
        System.getLogger("seed").log(System.Logger.Level.INFO, "seed=" + seed);
        Random random = new Random(seed);
        relay();
        relay();
        Map<Long, Long> sequences = new LinkedHashMap<>();

        // When
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 60; i++) {
                long content = random.nextLong(1, 21);
                append(Facts.stored(content, sequences.merge(content, 1L, Long::sum)));
            }
            await().atMost(LIMIT).until(() -> relays.stream().anyMatch(OutboxRelay::isLeading));
            database.run("select pg_terminate_backend(pid) from (" + LEASE_HOLDERS + ") holders");
        }
        relays.getFirst().stop();

        // Then
        await().atMost(LIMIT).until(() -> waiting() == 0);
        try (TopicReader topic = topic()) {
            await().atMost(LIMIT)
                    .until(() -> firstTellings(topic).values().stream()
                                    .mapToInt(Set::size)
                                    .sum()
                            == 600);
            Map<Long, Set<Long>> told = firstTellings(topic);
            sequences.forEach((content, last) -> assertThat(told.get(content))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, last).boxed().toList()));
        }
    }

    @Test
    void tellsExactlyWhatWasAppendedWhileTheBrokerWasAway() throws Exception {
        // Given
        relay();
        kafka.kill();

        // When
        for (EventEnvelope envelope :
                IntStream.rangeClosed(1, 200).mapToObj(i -> Facts.stored(i, 1)).toList()) {
            append(envelope);
        }
        await().atMost(LIMIT).until(() -> degraded.reason(OutboxRelay.PART).isPresent());
        long whileAway = waiting();
        kafka.start();

        // Then
        assertThat(whileAway).isEqualTo(200);
        await().atMost(LIMIT).until(() -> waiting() == 0);
        await().atMost(LIMIT).until(() -> !degraded.isDegraded());
        try (TopicReader topic = topic()) {
            await().atMost(LIMIT).until(() -> topic.records().size() >= 200);
            assertThat(topic.events().stream()
                            .map(event -> Long.parseLong(event.key()))
                            .sorted())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 200).boxed().toList());
        }
    }

    @Test
    void onlyOneOfTwoRelaysHoldsTheLease() {
        // Given
        relay();
        await().atMost(LIMIT).until(() -> relays.getFirst().isLeading());

        // When
        relay();

        // Then
        await().during(Duration.ofSeconds(2))
                .atMost(LIMIT)
                .until(() -> !relays.getLast().isLeading());
        relays.getFirst().stop();
        await().atMost(LIMIT).until(() -> relays.getLast().isLeading());
        assertThat(database.numbers(LEASE_HOLDERS)).hasSize(1);
    }

    @Test
    void appendsNothingWhenTheCallersTransactionIsRolledBack() throws Exception {
        // Given
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            repository.append(connection, List.of(Facts.stored(1, 1), Facts.deleted(1, 2)));

            // When
            connection.rollback();
        }

        // Then
        assertThat(waiting()).isZero();
    }

    private void relay() {
        OutboxRelay relay = new OutboxRelay(
                database.dataSource(),
                repository,
                new OutboxRelay.Settings(settings(), Duration.ofMillis(50), Duration.ofMillis(20), 100),
                broker::topicsReady,
                degraded,
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        relays.add(relay);
        relay.start();
    }

    private void append(EventEnvelope envelope) throws Exception {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            repository.append(connection, envelope);
            connection.commit();
        }
        relays.forEach(OutboxRelay::wake);
    }

    private long waiting() {
        return database.number("select count(*) from outbox");
    }

    private TopicReader topic() {
        return new TopicReader(kafka.bootstrapServers(), Topics.CONTENT);
    }

    private Map<String, Object> settings() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    /** What a consumer with an inbox sees: per content, the sequences in the order of their first telling. */
    private static Map<Long, Set<Long>> firstTellings(TopicReader topic) {
        Map<Long, Set<Long>> told = new LinkedHashMap<>();
        for (EventEnvelope event : topic.events()) {
            told.computeIfAbsent(Long.parseLong(event.key()), key -> new LinkedHashSet<>())
                    .add(event.sequence());
        }
        return told;
    }
}
