package io.whypfs.deals.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.deals.chain.OnChainDeal;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealDatabase;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.deals.DealState;
import io.whypfs.deals.deals.DealStore;
import io.whypfs.deals.deals.Reason;
import io.whypfs.deals.pieces.Piece;
import io.whypfs.filecoin.piece.Commitment;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The deal-maker dies before and after each call of a port, one after the other, from the planning of a deal until it is
 * active, and comes up again on the same PostgreSQL. Chain and provider are simulated.
 */
@Timeout(300)
class RestartIT {

    private static final int EPOCHS = 160;
    private static final Logger TRANSITIONS = Logger.getLogger("io.whypfs.deals.tracking");

    private final DealDatabase database = new DealDatabase();
    private final DealPolicy policy = SimPolicy.of(4000, 600);

    @BeforeAll
    static void quiet() {
        TRANSITIONS.setLevel(Level.WARNING);
    }

    @Test
    void everyRestartLosesAndDoublesNothing() throws Exception {
        int moment = 0;
        boolean hasCrashed = true;
        while (hasCrashed) {
            // When
            hasCrashed = live(moment);
            moment++;
        }

        // Then
        assertThat(moment).as("moments at which it died").isGreaterThan(80);
    }

    /** One deal's life with one crash; says whether the crash came at all. */
    private boolean live(int moment) throws Exception {
        SimWorld world = new SimWorld(moment, List.of(Behaviour.HONEST));
        CrashPoints crashes = new CrashPoints(new Random(moment));
        Piece piece = piece(moment);
        database.add(piece);
        DealStore store = database.store();
        crashes.crashAtMoment(moment);
        DealMakerProcess process = start(world, crashes, store);
        for (int epoch = 0; epoch < EPOCHS && !isDone(store, piece); epoch++) {
            world.tick();
            try {
                process.work();
            } catch (SimulatedCrash crash) {
                endLeases();
                process = start(world, crashes, store);
            }
        }
        check(world, store, piece, moment);
        setAside(piece);
        return crashes.crashes() > 0;
    }

    private static boolean isDone(DealStore store, Piece piece) {
        List<Deal> deals = store.dealsOf(piece.pieceCid());
        return !deals.isEmpty() && deals.stream().allMatch(deal -> deal.state() instanceof DealState.Active);
    }

    private DealMakerProcess start(SimWorld world, CrashPoints crashes, DealStore store) {
        return new DealMakerProcess(world, policy, crashes, _ -> crashes.around(DealStore.class, store));
    }

    private static Piece piece(int number) {
        byte[] digest = new byte[32];
        digest[0] = (byte) number;
        digest[1] = (byte) (number >> 8);
        return new Piece(
                UUID.randomUUID(),
                new PieceCid(Commitment.of(digest)),
                "bafkz" + number,
                new PaddedPieceSize(1 << 20),
                1_000_000,
                Cid.v1(Multicodec.DAG_PB, Multihash.sha256(("" + number).getBytes(StandardCharsets.UTF_8))),
                1,
                new Reason("built", "chosen"),
                SimTime.GENESIS,
                1,
                0,
                0,
                0,
                1);
    }

    private static void check(SimWorld world, DealStore store, Piece piece, int moment) {
        List<Deal> deals = store.dealsOf(piece.pieceCid());
        assertThat(deals)
                .as("deals after a crash at moment %s", moment)
                .hasSize(1)
                .allSatisfy(deal -> assertThat(deal.state()).isInstanceOf(DealState.Active.class));
        assertThat(world.providers.values())
                .allSatisfy(provider -> assertThat(provider.deals())
                        .as("what %s holds after a crash at moment %s", provider.address(), moment)
                        .hasSize(1));
        assertThat(world.chain.deals().values())
                .hasSize(1)
                .allSatisfy(deal -> assertThat(deal.sectorStart).isGreaterThan(OnChainDeal.NOT_YET));
    }

    /** What a node that is gone for a while comes to. */
    private void endLeases() throws SQLException {
        run("update deals set lease_until = now() - interval '1 second' where lease_owner is not null");
    }

    /** The next life begins at another time and knows nothing of this one. */
    private void setAside(Piece piece) throws SQLException {
        run("delete from deal_transitions");
        run("delete from deals where bucket = '" + piece.bucket() + "'");
        run("delete from choices");
        run("delete from pieces where bucket = '" + piece.bucket() + "'");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
