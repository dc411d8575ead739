package io.whypfs.deals.deals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.deals.pieces.Piece;
import io.whypfs.deals.pieces.Plan;
import io.whypfs.deals.providers.Evidence;
import io.whypfs.events.DealChanged;
import io.whypfs.filecoin.address.Address;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The store on a real PostgreSQL. */
class JdbcDealStoreIT extends DealStoreContract {

    private final DealDatabase database = new DealDatabase();

    @Override
    DealStore fresh() {
        return database.store();
    }

    @Override
    void add(Piece piece) throws SQLException {
        database.add(piece);
    }

    @Override
    void served(UUID deal, long bytes, boolean whole) throws SQLException {
        database.served(deal, bytes, whole);
    }

    @Override
    List<DealChanged> told(UUID deal) throws Exception {
        return database.told(deal);
    }

    @Override
    List<DealTransition> transitions(UUID deal) throws SQLException {
        return database.transitions(deal);
    }

    @Override
    List<Evidence> evidence(Address provider) {
        return database.evidence(provider);
    }

    @Test
    void theDatabaseItselfRefusesSecondLiveDealOfPieceWithProvider() throws Exception {
        // Given
        UUID bucket = UUID.randomUUID();
        database.add(DealSamples.piece(bucket));
        JdbcDealStore store = database.store();
        Piece piece = store.piece(bucket).orElseThrow();
        store.plan(new Plan(
                piece, List.of(DealSamples.planned(bucket, DealSamples.PROVIDER)), List.of(), DealSamples.NOW));

        // When
        assertThatThrownBy(() -> {
                    try (Connection connection = database.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        statement.execute("insert into deals (uuid, bucket, piece_cid, piece_size, provider, attempt,"
                                + " adjustment, client, verified, price_per_epoch, state, since, since_epoch, why, next,"
                                + " over, revision, created_at, created_epoch) select gen_random_uuid(), bucket,"
                                + " piece_cid, piece_size, provider, 2, adjustment, client, verified, price_per_epoch,"
                                + " state, since, since_epoch, why, next, over, revision, created_at, created_epoch"
                                + " from deals");
                    }
                })
                // Then
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("deals_one_live_per_provider_idx");
    }

    @Test
    void leasesOfDeadOwnerEndByThemselves() throws Exception {
        // Given
        UUID bucket = UUID.randomUUID();
        database.add(DealSamples.piece(bucket));
        JdbcDealStore store = database.store();
        Piece piece = store.piece(bucket).orElseThrow();
        store.plan(new Plan(
                piece, List.of(DealSamples.planned(bucket, DealSamples.PROVIDER)), List.of(), DealSamples.NOW));
        UUID dead = UUID.randomUUID();
        assertThat(store.claim(dead, DealStore.Share.UNDER_WAY, 5000, 10)).hasSize(1);

        // When
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update deals set lease_until = now() - interval '1 second'");
        }

        // Then
        assertThat(store.claim(UUID.randomUUID(), DealStore.Share.UNDER_WAY, 5000, 10))
                .hasSize(1);
    }

    @Test
    void addsUpWhatIsPromised() throws Exception {
        // Given
        UUID bucket = UUID.randomUUID();
        database.add(DealSamples.piece(bucket));
        JdbcDealStore store = database.store();
        Piece piece = store.piece(bucket).orElseThrow();
        List<Deal> deals = store.plan(new Plan(
                piece,
                List.of(
                        DealSamples.planned(bucket, Address.id(1)),
                        DealSamples.planned(bucket, Address.id(2)),
                        DealSamples.planned(bucket, Address.id(3))),
                List.of(),
                DealSamples.NOW));
        save(store, deals.get(0), new DealState.Accepted(DealSamples.offer(deals.get(0))));
        save(store, deals.get(1), new DealState.Failed(DealSamples.offer(deals.get(1)), null, 0));
        CommitmentsRepository commitments = new CommitmentsRepository(database.dataSource());
        Address client = DealSamples.KEY.address();
        BigInteger one = BigInteger.TEN.pow(20).multiply(BigInteger.valueOf(600_000));

        // When, Then
        assertThat(commitments.unpublished(client).attoFil()).isEqualTo(one);
        assertThat(commitments.unpublishedDatacap(client)).isZero();
        assertThat(commitments.proposedSince(client, 4999).attoFil()).isEqualTo(one.multiply(BigInteger.TWO));
        assertThat(commitments.proposedSince(client, 5000).attoFil()).isZero();
        assertThat(commitments.unpublished(Address.id(99)).attoFil()).isZero();
    }

    private static void save(DealStore store, Deal deal, DealState state) throws StaleDealException {
        store.save(
                deal, Decision.of(deal.in(state, new Reason("why", "next"), DealSamples.NOW, 5001)), DealSamples.NOW);
    }
}
