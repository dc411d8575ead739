package io.whypfs.api.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.events.BucketAudited;
import io.whypfs.events.BucketMembers;
import io.whypfs.events.BucketSealed;
import io.whypfs.events.ContentsAssigned;
import io.whypfs.events.DealChanged;
import io.whypfs.events.PieceDelayed;
import io.whypfs.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(60)
class ProjectionIT {

    private static final PGSimpleDataSource DATA = new PGSimpleDataSource();
    private static final Instant T = ToldFacts.TIME;
    private static final UUID CORE = UUID.fromString("5b7f6b6e-5f0c-4b8e-8f8e-0d1d1a3b6a11");

    private final ToldFacts facts = new ToldFacts(DATA);
    private final PastRepository past = new PastRepository(DATA);
    private final DealPastRepository deals = new DealPastRepository(DATA);

    @BeforeAll
    static void aDatabase() {
        TestPostgres.Database database = TestPostgres.migratedDatabase();
        DATA.setUrl(database.jdbcUrl());
        DATA.setUser("whypfs_content");
        DATA.setPassword(database.password());
    }

    @BeforeEach
    void threeContents() throws Exception {
        run("delete from contents");
        for (long id = 1; id <= 3; id++) {
            run("""
                    insert into contents (id, user_id, cid, root, name, kind, file_bytes, dag_bytes, car_bytes,
                      block_count, profile, replication, created_at, updated_at, event_sequence, told_at)
                    values (%d, 7, 'bafk', '\\x00', 'n', 'file', 1, 1, 1, 1, 'p', 6, now(), now(), 1, now())""".formatted(id));
        }
    }

    @Test
    void putsContentsIntoTheBucketThatWasToldWithTheNewestTime() throws Exception {
        // Given
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();

        // When
        facts.tell(new ContentsAssigned(second, 2, List.of(1L, 2L)), 1, T.plusSeconds(9));
        facts.tell(new ContentsAssigned(first, 1, List.of(1L, 3L, 999L)), 1, T.plusSeconds(4));

        // Then
        assertThat(past.findContent(7, 1).orElseThrow().bucket()).isEqualTo(second);
        assertThat(past.findContent(7, 1).orElseThrow().bucketAt()).isEqualTo(T.plusSeconds(9));
        assertThat(past.findContent(7, 2).orElseThrow().bucket()).isEqualTo(second);
        assertThat(past.findContent(7, 3).orElseThrow().bucket()).isEqualTo(first);
        assertThat(past.findContent(7, 999)).isEmpty();
        assertThat(past.findBucketUuid(2)).contains(second);
        assertThat(past.listBucketsOfUser(7, 10)).containsExactly(second, first);
    }

    @Test
    void notesWhereADeletedContentIs() throws Exception {
        // Given
        run("update contents set deleted_at = now() where id = 2");
        UUID bucket = UUID.randomUUID();

        // When
        facts.tell(new ContentsAssigned(bucket, 1, List.of(2L)), 1, T);

        // Then
        assertThat(past.findContent(7, 2).orElseThrow().bucket()).isEqualTo(bucket);
        assertThat(past.listBucketsOfUser(7, 10)).isEmpty();
        assertThat(past.hasContentIn(7, bucket)).isTrue();
        assertThat(past.hasContentIn(8, bucket)).isFalse();
    }

    @Test
    void assignsAThousandContentsAtOnce() throws Exception {
        // Given
        run("""
                insert into contents (id, user_id, cid, root, name, kind, file_bytes, dag_bytes, car_bytes,
                  block_count, profile, replication, created_at, updated_at, event_sequence, told_at)
                select n, 7, 'bafk', '\\x00', 'n', 'file', 1, 1, 1, 1, 'p', 6, now(), now(), 1, now()
                from generate_series(1000, 1999) n""");
        UUID bucket = UUID.randomUUID();

        // When
        facts.tell(
                new ContentsAssigned(
                        bucket, 1, LongStream.range(1000, 2000).boxed().toList()),
                1,
                T);

        // Then
        assertThat(number("select count(*) from contents where bucket_uuid = '" + bucket + "'"))
                .isEqualTo(1000);
    }

    @Test
    void keepsTheFirstTellingOfASealedBucket() throws Exception {
        // Given
        UUID bucket = UUID.randomUUID();
        facts.tell(sealed(bucket, "It was full."), 4, T.plusSeconds(1));

        // When
        facts.tell(sealed(bucket, "Told again."), 4, T.plusSeconds(2));
        facts.tell(new BucketMembers(bucket, 1, List.of(new BucketMembers.Member(1, "bafk"))), 3, T);
        facts.tell(new BucketAudited(bucket, 6, 4, 2, "Two deals ended."), 5, T.plusSeconds(3));

        // Then
        BucketPast told = past.findBucket(bucket);
        assertThat(told.sealed())
                .contains(new BucketPast.Sealed(
                        T.plusSeconds(1), "pictures", CORE.toString(), null, 3, 3000, "It was full."));
        assertThat(told.audit()).contains(new BucketPast.Audit(T.plusSeconds(3), 6, 4, "Two deals ended."));
        assertThat(told.ready()).isEmpty();
    }

    @Test
    void keepsTheNewestDelayOfAPieceAndThatItIsReady() throws Exception {
        // Given
        UUID bucket = UUID.randomUUID();
        Instant again = T.plusSeconds(60);

        // When
        facts.tell(new PieceDelayed(bucket, "A block is missing.", "It is asked for.", again), 2, T.plusSeconds(2));
        facts.tell(new PieceDelayed(bucket, "The disk is full.", "It waits.", null), 1, T.plusSeconds(1));
        facts.tell(
                new io.whypfs.events.PieceReady(
                        bucket, 1, CORE.toString(), "baga", "bafkz", 4096, 3000, "bafyroot", 3, 9),
                3,
                T.plusSeconds(3));

        // Then
        BucketPast told = past.findBucket(bucket);
        assertThat(told.delay())
                .contains(new BucketPast.Delay(T.plusSeconds(2), "A block is missing.", "It is asked for.", again));
        assertThat(told.ready())
                .contains(new BucketPast.Ready(T.plusSeconds(3), CORE.toString(), "baga", 4096, 3000, "bafyroot"));
    }

    @Test
    void endsWithTheSamePastInWhateverOrderADealIsTold() throws Exception {
        // Given
        UUID bucket = UUID.randomUUID();
        List<String> states = List.of(
                "planned", "proposing", "accepted", "transferring", "transferred", "published", "sealing", "active");
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);

        for (int round = 0; round < 5; round++) {
            UUID deal = UUID.randomUUID();
            long number = 100_000 + random.nextInt(1_000_000);
            List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 3, 7, 0));
            Collections.shuffle(order, random);

            // When
            for (int i : order) {
                DealChanged change = ToldFacts.change(deal, number, bucket, "f01000", states.get(i));
                facts.tell(change, i + 1, T.plusSeconds(i));
            }

            // Then
            DealPast told = deals.find(deal).orElseThrow();
            assertThat(told.state()).isEqualTo("active");
            assertThat(told.createdAt()).isEqualTo(T);
            assertThat(told.changedAt()).isEqualTo(T.plusSeconds(7));
            assertThat(told.chainDealId()).isEqualTo(5000 + number);
            assertThat(told.transitions())
                    .extracting(DealPast.Transition::state)
                    .containsExactlyElementsOf(states);
            assertThat(told.reached("transferring")).contains(T.plusSeconds(3));
            assertThat(deals.findByNumber(number)).contains(told);
            assertThat(deals.findByProposal(ToldFacts.proposal(number))).contains(told);
            assertThat(deals.findByChainId(5000 + number)).contains(told);
        }
        assertThat(deals.listOfBuckets(List.of(bucket))).hasSize(5);
    }

    @Test
    void listsFailuresTheLastFirst() throws Exception {
        // Given
        UUID bucket = facts.readyBucket(7L, CORE, 1L);
        DealChanged rejected = facts.deal(bucket, "f02001", "planned", "proposing", "rejected");
        DealChanged failed = facts.deal(bucket, "f02001", "planned", "proposing", "accepted", "failed");
        facts.deal(bucket, "f02001", "planned", "proposing");

        // When
        List<DealPast> failures = deals.listFailuresOfUser(7, T.plusSeconds(1000), 10);

        // Then
        assertThat(failures).extracting(DealPast::uuid).containsExactly(failed.deal(), rejected.deal());
        assertThat(deals.listFailuresOfUser(8, T.plusSeconds(1000), 10)).isEmpty();
        assertThat(deals.listFailuresOfProvider("t02001", 1))
                .extracting(DealPast::uuid)
                .containsExactly(failed.deal());
        assertThat(deals.listFailures(T.plusSeconds(43), 1))
                .extracting(DealPast::uuid)
                .containsExactly(rejected.deal());
        assertThat(deals.countOfProvider("f02001")).isEqualTo(new DealPastRepository.ProviderCount(3, 2));
    }

    private static BucketSealed sealed(UUID bucket, String because) {
        return new BucketSealed(bucket, 1, "pictures", CORE.toString(), null, 3, 1, 3000, because);
    }

    private static void run(String sql) throws Exception {
        try (Connection connection = DATA.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String sql) throws Exception {
        try (Connection connection = DATA.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
