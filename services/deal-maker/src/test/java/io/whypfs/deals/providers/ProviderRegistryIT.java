package io.whypfs.deals.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.deals.protocol.ProviderEndpoint;
import io.whypfs.deals.protocol.RejectionClass;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.ChainEpoch;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.mk12.StorageAsk;
import io.whypfs.multiformats.Multiaddr;
import io.whypfs.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** The registry on a real database, as the service's role. */
@Timeout(120)
class ProviderRegistryIT {

    private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");
    private static final UUID DEAL = UUID.fromString("00000000-0000-4000-8000-000000000007");
    private static final PGSimpleDataSource DATABASE = new PGSimpleDataSource();
    private static final ProviderRegistry REGISTRY = new ProviderRegistry(
            DATABASE,
            Clock.fixed(NOW, ZoneOffset.UTC),
            new EvidenceRules(new BackOffPolicy(List.of(120L, 720L), 120, 720, 8640, 20_160, 10), 40_320),
            3);

    @BeforeAll
    static void connect() {
        TestPostgres.Database database = TestPostgres.migratedDatabase();
        DATABASE.setUrl(database.jdbcUrl());
        DATABASE.setUser("whypfs_deal");
        DATABASE.setPassword(database.password());
    }

    @Test
    void aProviderIsTakenUpOnceAndWaitsToBeAsked() {
        Address address = Address.id(1000);

        // When
        boolean first = REGISTRY.add(address, ProviderRegistry.Source.settings);
        boolean second = REGISTRY.add(address, ProviderRegistry.Source.operator);

        // Then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(REGISTRY.find(address))
                .contains(new Provider(
                        address,
                        Optional.empty(),
                        Optional.empty(),
                        OperatorStanding.neutral,
                        "",
                        Provider.Reach.UNASKED,
                        TrackRecord.NONE));
        assertThat(REGISTRY.endpoint(address).addresses()).isEmpty();
        assertThat(REGISTRY.find(Address.id(999_999))).isEmpty();
    }

    @Test
    void whatARefreshFoundIsKept() {
        // Given
        Address address = Address.id(1100);
        REGISTRY.add(address, ProviderRegistry.Source.settings);
        StorageAsk ask = new StorageAsk(
                address,
                TokenAmount.ofAttoFil(50_000_000),
                7,
                new ChainEpoch(5000),
                new ChainEpoch(1),
                1L << 35,
                256,
                TokenAmount.ZERO);
        Provider.OnChain chain = new Provider.OnChain(
                Address.id(1),
                Address.id(2),
                Optional.empty(),
                List.of("/dns/sp.example.com/tcp/443/wss"),
                List.of("The address's protocol 400 is not known."),
                1L << 35,
                false,
                100);
        Provider found = new Provider(
                address,
                Optional.of(chain),
                Optional.of(new Provider.Terms(ask, AskSignature.unchecked, 100)),
                OperatorStanding.neutral,
                "",
                new Provider.Reach(ReachState.silent, "It does not answer.", 90, 2, 104),
                TrackRecord.NONE);

        // When
        REGISTRY.refreshed(found);

        // Then
        assertThat(REGISTRY.find(address)).contains(found);
        assertThat(REGISTRY.endpoint(address))
                .isEqualTo(new ProviderEndpoint(
                        address,
                        Optional.empty(),
                        List.of(Multiaddr.parse("/dns/sp.example.com/tcp/443/wss")),
                        List.of("The address's protocol 400 is not known.")));
    }

    @Test
    void thoseWhoseTimeHasComeAreDue() {
        // Given
        Address early = Address.id(1200);
        Address late = Address.id(1201);
        Address farOff = Address.id(1202);
        List.of(early, late, farOff).forEach(address -> REGISTRY.add(address, ProviderRegistry.Source.settings));
        refreshUntil(early, 50_100);
        refreshUntil(late, 50_101);
        refreshUntil(farOff, 50_161);

        // When
        List<Address> due =
                REGISTRY.due(50_100, 60).stream().map(Provider::address).toList();

        // Then
        assertThat(due).contains(early, farOff).doesNotContain(late);
    }

    private static void refreshUntil(Address address, long epoch) {
        Provider known = REGISTRY.find(address).orElseThrow();
        REGISTRY.refreshed(new Provider(
                address,
                known.chain(),
                known.terms(),
                known.standing(),
                "",
                new Provider.Reach(ReachState.unknown, "The chain knows no such provider.", 1, 0, epoch),
                known.evidence()));
    }

    @Test
    void theOperatorsWordStands() {
        // Given
        Address address = Address.id(1300);
        REGISTRY.add(address, ProviderRegistry.Source.settings);

        // When
        REGISTRY.stand(address, OperatorStanding.denied, "It lost two pieces.");

        // Then
        Provider provider = REGISTRY.find(address).orElseThrow();
        assertThat(ProviderVerdict.obstacle(provider, false))
                .contains("The operator has denied it: It lost two pieces.");
    }

    @Test
    void evidenceIsPartOfTheCallersTransaction() throws SQLException {
        // Given
        Address address = Address.id(1400);
        REGISTRY.add(address, ProviderRegistry.Source.settings);

        // When
        try (Connection connection = DATABASE.getConnection()) {
            connection.setAutoCommit(false);
            REGISTRY.record(connection, address, 100, DEAL, new Evidence.Proposed());
            connection.rollback();
            REGISTRY.record(connection, address, 100, DEAL, new Evidence.Failed("the data did not fit"));
            connection.commit();
        }

        // Then
        TrackRecord record = REGISTRY.find(address).orElseThrow().evidence();
        assertThat(record.counts()).isEqualTo(new TrackRecord.Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0));
        assertThat(record.score()).isEqualTo(new TrackRecord.Score(0, 2, 100));
        assertThat(record.backOff())
                .isEqualTo(new TrackRecord.BackOff(220, "A deal with it failed: the data did not fit."));
        assertThat(REGISTRY.events(address))
                .containsExactly(new ProviderEvent(NOW, 100, DEAL, "failed", Optional.empty(), "the data did not fit"));
    }

    @Test
    void aProviderThatIsNotThereIsTakenUpWithItsEvidence() throws SQLException {
        // Given
        Address address = Address.id(1500);

        // When
        record(address, 100, new Evidence.Rejected(RejectionClass.ASK_CHANGED, "less than asking price: 1 < 2"));

        // Then
        Provider provider = REGISTRY.find(address).orElseThrow();
        assertThat(provider.evidence().counts().rejected()).isEqualTo(1);
        assertThat(provider.reach()).isEqualTo(Provider.Reach.UNASKED);
        assertThat(REGISTRY.events(address).getFirst().rejection()).contains(RejectionClass.ASK_CHANGED);
    }

    @Test
    void changedTermsAreAskedForAtOnce() throws SQLException {
        // Given
        Address address = Address.id(1600);
        REGISTRY.add(address, ProviderRegistry.Source.settings);
        refreshUntil(address, 70_000);

        // When
        record(address, 69_000, new Evidence.Rejected(RejectionClass.ASK_CHANGED, "less than asking price: 1 < 2"));

        // Then
        assertThat(REGISTRY.find(address).orElseThrow().reach().nextEpoch()).isZero();
    }

    @Test
    void onlyTheNewestEventsAreKept() throws SQLException {
        // Given
        Address address = Address.id(1700);

        // When
        for (int i = 1; i <= 5; i++) {
            record(address, i, new Evidence.Transferred(i, Duration.ofMillis(i)));
        }

        // Then
        assertThat(REGISTRY.events(address)).extracting(ProviderEvent::epoch).containsExactly(5L, 4L, 3L);
        assertThat(REGISTRY.events(address).getFirst().text()).isEqualTo("5 bytes in 5 ms");
        TrackRecord record = REGISTRY.find(address).orElseThrow().evidence();
        assertThat(record.counts().transferred()).isEqualTo(5);
        assertThat(record.counts().bytesTransferred()).isEqualTo(15);
    }

    @Test
    void evidenceOfManyAtOnceIsAllCounted() throws Exception {
        // Given
        Address address = Address.id(1800);
        List<Future<?>> writers = new ArrayList<>();

        // When
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 40; i++) {
                writers.add(threads.submit(() -> {
                    record(address, 1, new Evidence.Proposed());
                    return true;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }

        // Then
        assertThat(REGISTRY.find(address).orElseThrow().evidence().counts().proposed())
                .isEqualTo(40);
    }

    @Test
    void aTextThatTheDatabaseCannotHoldIsKeptAsFarAsItCan() throws SQLException {
        // Given
        Address address = Address.id(1900);

        // When
        record(address, 1, new Evidence.Failed("a\0b" + "c".repeat(5000)));

        // Then
        assertThat(REGISTRY.events(address).getFirst().text()).isEqualTo("a?b" + "c".repeat(997));
        assertThat(REGISTRY.find(address).orElseThrow().evidence().backOff().why())
                .hasSizeLessThan(1100);
    }

    private static void record(Address address, long epoch, Evidence evidence) throws SQLException {
        try (Connection connection = DATABASE.getConnection()) {
            connection.setAutoCommit(false);
            REGISTRY.record(connection, address, epoch, DEAL, evidence);
            connection.commit();
        }
    }
}
