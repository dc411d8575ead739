package io.whypfs.corenode.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.core.blockstore.Blockstore;
import io.whypfs.core.blockstore.BlockstoreOptions;
import io.whypfs.core.blockstore.FlatfsBlockstore;
import io.whypfs.corenode.pieces.build.BuilderFixture;
import io.whypfs.corenode.pieces.build.PieceStateResource;
import io.whypfs.corenode.pieces.transfer.TransferFixture;
import io.whypfs.corenode.registry.Registries;
import io.whypfs.corenode.registry.Registry;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.PieceDelayed;
import io.whypfs.events.PieceReady;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.ipld.block.BlockSource;
import io.whypfs.ipld.car.CarReader;
import io.whypfs.ipld.car.CarWriter;
import io.whypfs.ipld.dag.DagWalk;
import io.whypfs.ipld.dag.Links;
import io.whypfs.ipld.unixfs.UnixFsReader;
import io.whypfs.multiformats.Cid;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PieceBuildIT {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static PieceDatabase database;

    @TempDir
    Path folder;

    private final UUID core = UUID.randomUUID();
    private final UUID bucket = UUID.randomUUID();
    private final AtomicLong secondsLater = new AtomicLong();
    private final Clock clock = new SteppedClock(secondsLater);
    private final Registry registry = Registries.of(core, clock);
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private Blockstore store;

    /** A clock that a test moves on. */
    private static final class SteppedClock extends Clock {

        private final AtomicLong secondsLater;

        SteppedClock(AtomicLong secondsLater) {
            this.secondsLater = secondsLater;
        }

        @Override
        public Instant instant() {
            return NOW.plusSeconds(secondsLater.get());
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeAll
    static void migrate() {
        database = new PieceDatabase();
    }

    @BeforeEach
    void open() throws IOException {
        System.out.println("seed " + seed);
        store = new FlatfsBlockstore(folder.resolve("blocks"), BlockstoreOptions.DEFAULT.withReserveBytes(0));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private BuilderFixture builder() {
        return new BuilderFixture(database.dataSource(), store, registry, core, clock);
    }

    private void seal(List<Cid> members) throws Exception {
        BuilderFixture.apply(database.dataSource(), PieceDatabase.sealing(bucket, core, members), clock);
    }

    private PieceStateResource.View awaitState(BuilderFixture builder, String state) {
        return Awaitility.await()
                .until(() -> builder.view(bucket), view -> view.state().equals(state));
    }

    private PieceReady onlyReady() throws Exception {
        List<EventEnvelope> facts = database.facts(bucket);
        assertThat(facts).hasSize(1);
        assertThat(facts.getFirst().sequence()).isEqualTo(1);
        return (PieceReady) facts.getFirst().data();
    }

    /** The CAR as a writer makes it that knows nothing of layouts. */
    private byte[] car(Cid root) throws IOException {
        ByteArrayOutputStream car = new ByteArrayOutputStream();
        new DagWalk(store).visit(root, new CarWriter(car, List.of(root)));
        return car.toByteArray();
    }

    private List<Cid> someMembers() throws IOException {
        byte[] shared = Contents.bytes(random, 30_000);
        List<Cid> members = new ArrayList<>();
        members.add(Contents.file(store, Contents.bytes(random, 1_500_000)));
        members.add(Contents.directory(store, Contents.bytes(random, 9_000), shared));
        members.add(Contents.directory(store, Contents.bytes(random, 100), shared));
        members.add(Contents.file(store, new byte[0]));
        members.add(Contents.file(store, Contents.bytes(random, 1)));
        members.add(members.getFirst());
        return members;
    }

    @Test
    void buildsTheNaturalPieceOfOneDirectoryOfAllMembers() throws Exception {
        // Given
        List<Cid> members = someMembers();
        seal(members);

        // When
        PieceStateResource.View view;
        try (BuilderFixture builder = builder().start()) {
            view = awaitState(builder, "ready");
        }

        // Then
        PieceReady ready = onlyReady();
        Cid root = Cid.parse(ready.root());
        byte[] car = car(root);
        assertThat(ready.carBytes()).isEqualTo(car.length);
        assertThat(PieceCid.parse(ready.pieceCid()).commitment().toBytes()).isEqualTo(PlainCommitment.of(car));
        assertThat(ready.pieceSize())
                .isEqualTo(PaddedPieceSize.naturalFor(car.length).bytes());
        assertThat(ready.contents()).isEqualTo(6);
        assertThat(ready.core()).isEqualTo(core.toString());
        assertThat(ready.blocks()).isEqualTo(blocksOf(car).size());
        assertThat(view.pieceCid()).isEqualTo(ready.pieceCid());
        assertThat(view.doneBytes()).isEqualTo(car.length);
        assertThat(view.totalBytes()).isEqualTo(car.length);
        assertThat(namesOf(root))
                .containsExactlyInAnyOrderElementsOf(
                        members.stream().map(Cid::toString).distinct().toList());
    }

    private static Set<Cid> blocksOf(byte[] car) throws IOException {
        CarReader reader = new CarReader(new ByteArrayInputStream(car));
        Set<Cid> blocks = new HashSet<>();
        for (var block = reader.next(); block.isPresent(); block = reader.next()) {
            assertThat(blocks.add(block.get().cid())).as("each block once").isTrue();
        }
        return blocks;
    }

    private List<String> namesOf(Cid root) throws IOException {
        var listing = new UnixFsReader(store).list(root);
        List<String> names = new ArrayList<>();
        for (var entry = listing.next(); entry.isPresent(); entry = listing.next()) {
            assertThat(entry.get().cid()).hasToString(entry.get().name());
            names.add(entry.get().name());
        }
        return names;
    }

    @Test
    void anyRangesPutTogetherAreTheCar() throws Exception {
        // Given
        seal(someMembers());
        try (BuilderFixture builder = builder().start()) {
            awaitState(builder, "ready");
        }
        PieceReady ready = onlyReady();
        Cid root = Cid.parse(ready.root());
        byte[] car = car(root);
        List<int[]> ranges = new ArrayList<>();
        for (int from = 0; from < car.length; ) {
            int length = Math.min(car.length - from, 1 + random.nextInt(random.nextBoolean() ? 90 : 60_000));
            ranges.add(new int[] {from, length});
            from += length;
        }
        Collections.shuffle(ranges, random);

        // When
        byte[] together = new byte[car.length];
        try (TransferFixture transfers =
                new TransferFixture(database.dataSource(), store, registry, core, clock, 30_000)) {
            for (int[] range : ranges) {
                byte[] part = transfers.range(bucket, root, car.length, range[0], range[1]);
                assertThat(part).hasSize(range[1]);
                System.arraycopy(part, 0, together, range[0], range[1]);
            }
        }

        // Then
        assertThat(together).isEqualTo(car);
    }

    @Test
    void makesAHamtOfManyMembersAndKeepsDiskUseToTheDirectory() throws Exception {
        // Given
        List<Cid> members = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            members.add(Contents.file(store, Contents.bytes(random, 20)));
        }
        long before = store.blockCount();
        seal(members);

        // When
        try (BuilderFixture builder = builder().start()) {
            awaitState(builder, "ready");
        }

        // Then
        PieceReady ready = onlyReady();
        assertThat(namesOf(Cid.parse(ready.root()))).hasSize(3000);
        assertThat(ready.contents()).isEqualTo(3000);
        assertThat(store.blockCount() - before).isEqualTo(ready.blocks() - 3000).isGreaterThan(1);
        assertThat(PieceCid.parse(ready.pieceCid()).commitment().toBytes())
                .isEqualTo(PlainCommitment.of(car(Cid.parse(ready.root()))));
    }

    @Test
    void isTheSameInWhateverOrderMembersAreTold() throws Exception {
        // Given
        List<Cid> members = someMembers();
        seal(members);
        UUID other = UUID.randomUUID();
        BuilderFixture.apply(database.dataSource(), PieceDatabase.sealing(other, core, members.reversed()), clock);

        // When
        try (BuilderFixture builder = builder().start()) {
            awaitState(builder, "ready");
            Awaitility.await().until(() -> builder.view(other).state().equals("ready"));

            // Then
            assertThat(builder.view(other).pieceCid())
                    .isEqualTo(builder.view(bucket).pieceCid());
        }
    }

    @Test
    void beginsAgainAfterItWasStoppedInTheMiddleAndEndsInTheSame() throws Exception {
        // Given
        List<Cid> members = someMembers();
        seal(members);
        CountDownLatch reached = new CountDownLatch(300);
        BlockSource slow = cid -> {
            reached.countDown();
            if (reached.getCount() == 0) {
                // As slow as a disk: so the stop comes in the middle.
                LockSupport.parkNanos(2_000_000);
            }
            return store.get(cid);
        };
        BuilderFixture first = new BuilderFixture(database.dataSource(), store, slow, registry, core, clock, 1).start();
        reached.await();
        first.close();
        assertThat(first.view(bucket).state()).isEqualTo("building");
        assertThat(database.facts(bucket)).isEmpty();
        // Rows that no build of today would write, as a crash of another version might leave them.
        database.run("INSERT INTO core.piece_sections VALUES ('" + bucket + "', 77, 77, '\\x00')");

        // When
        try (BuilderFixture second = builder().start()) {
            awaitState(second, "ready");
        }

        // Then
        PieceReady ready = onlyReady();
        byte[] car = car(Cid.parse(ready.root()));
        assertThat(PieceCid.parse(ready.pieceCid()).commitment().toBytes()).isEqualTo(PlainCommitment.of(car));
        assertThat(database.text(
                        "SELECT count(*) FROM core.piece_sections WHERE bucket = '" + bucket + "' AND row_number = 77"))
                .isEqualTo("0");
    }

    @Test
    void tellsOfOnePieceHoweverOftenTheSealingIsTold() throws Exception {
        // Given
        List<Cid> members = someMembers();
        seal(members);
        try (BuilderFixture builder = builder().start()) {
            awaitState(builder, "ready");

            // When
            seal(members);
            builder.wake();

            // Then
            assertThat(builder.view(bucket).state()).isEqualTo("ready");
            onlyReady();
        }
    }

    @Test
    void saysWhyItWaitsWhenAMemberIsNowhereAndGoesOnWhenItIsThere() throws Exception {
        // Given
        byte[] late = Contents.bytes(random, 10_000);
        Cid missing;
        try (Blockstore elsewhere =
                new FlatfsBlockstore(folder.resolve("elsewhere"), BlockstoreOptions.DEFAULT.withReserveBytes(0))) {
            missing = Contents.file(elsewhere, late);
        }
        UUID lost = UUID.randomUUID();
        Registries.view(registry, List.of(Registries.node(lost, "http://127.0.0.1:1", NOW.minusSeconds(60))));
        seal(List.of(missing));

        try (BuilderFixture builder = builder().start()) {
            // When
            PieceStateResource.View waiting =
                    Awaitility.await().until(() -> builder.view(bucket), view -> view.nextAt() != null);

            // Then
            assertThat(waiting.state()).isEqualTo("waiting");
            assertThat(waiting.why()).contains("Content 1 (" + missing + ")").contains(lost.toString());
            assertThat(waiting.nextAt()).isEqualTo(NOW.plusSeconds(5).toString());
            PieceDelayed delayed =
                    (PieceDelayed) database.facts(bucket).getFirst().data();
            assertThat(delayed.why()).isEqualTo(waiting.why());
            assertThat(delayed.next()).isEqualTo(waiting.next()).isNotEmpty();
            assertThat(delayed.nextAt()).isEqualTo(NOW.plusSeconds(5));

            // When
            Contents.file(store, late);
            secondsLater.set(5);

            // Then
            awaitState(builder, "ready");
            List<EventEnvelope> facts = database.facts(bucket);
            assertThat(facts).extracting(EventEnvelope::type).containsExactly("PieceDelayed", "PieceReady");
            assertThat(facts).extracting(EventEnvelope::sequence).containsExactly(1L, 2L);
        }
    }

    @Test
    void namesADamagedBlockAndWaits() throws Exception {
        // Given
        Cid member = Contents.file(store, Contents.bytes(random, 20_000));
        seal(List.of(member));
        Cid damaged = Links.of(member, store.get(member).orElseThrow()).getLast();
        BlockSource rotten = cid -> cid.equals(damaged) ? Optional.of(new byte[] {1}) : store.get(cid);

        // When
        try (BuilderFixture builder =
                new BuilderFixture(database.dataSource(), store, rotten, registry, core, clock, 1).start()) {
            PieceStateResource.View waiting =
                    Awaitility.await().until(() -> builder.view(bucket), view -> view.nextAt() != null);

            // Then
            assertThat(waiting.why())
                    .isEqualTo("The block " + damaged + " is missing or damaged on the bucket's home core.");
        }
    }

    @Test
    void waitsWhileTheDiskIsFullAndGoesOnWhenThereIsRoom() throws Exception {
        // Given
        Cid member = Contents.file(store, Contents.bytes(random, 20_000));
        store.close();
        store = new FlatfsBlockstore(folder.resolve("blocks"), BlockstoreOptions.DEFAULT.withReserveBytes(1L << 60));
        seal(List.of(member));

        // When
        try (BuilderFixture builder = builder().start()) {
            PieceStateResource.View waiting =
                    Awaitility.await().until(() -> builder.view(bucket), view -> view.nextAt() != null);

            // Then
            assertThat(waiting.why()).startsWith("The disk of the bucket's home core takes no more blocks: ");
            assertThat(waiting.next()).isEqualTo("The build begins again; make room on that disk.");
        }

        // When
        store.close();
        store = new FlatfsBlockstore(folder.resolve("blocks"), BlockstoreOptions.DEFAULT.withReserveBytes(0));
        secondsLater.set(5);

        // Then
        try (BuilderFixture builder = builder().start()) {
            awaitState(builder, "ready");
        }
        assertThat(database.facts(bucket))
                .extracting(EventEnvelope::type)
                .containsExactly("PieceDelayed", "PieceReady");
    }

    @Test
    void leavesTheBucketsOfOtherCoresAlone() throws Exception {
        // Given
        UUID theirs = UUID.randomUUID();
        Cid member = Contents.file(store, Contents.bytes(random, 10));
        BuilderFixture.apply(
                database.dataSource(), PieceDatabase.sealing(theirs, UUID.randomUUID(), List.of(member)), clock);
        seal(List.of(member));

        // When
        try (BuilderFixture builder = builder().start()) {
            awaitState(builder, "ready");

            // Then
            assertThat(builder.view(theirs).state()).isEqualTo("waiting");
            assertThat(builder.view(theirs).nextAt()).isNull();
        }
    }
}
