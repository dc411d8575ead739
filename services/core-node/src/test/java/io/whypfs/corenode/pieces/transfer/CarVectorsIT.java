package io.whypfs.corenode.pieces.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.whypfs.core.blockstore.MemoryBlockstore;
import io.whypfs.core.blockstore.WriteSession;
import io.whypfs.corenode.http.ByteRange;
import io.whypfs.corenode.pieces.PieceDatabase;
import io.whypfs.corenode.pieces.layout.LayoutRecorder;
import io.whypfs.corenode.pieces.layout.LayoutRepository;
import io.whypfs.corenode.registry.Registries;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.car.CarReader;
import io.whypfs.local.tree.BuiltTree;
import io.whypfs.multiformats.Cid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CARs that others wrote, laid out section by section, and the ranges that providers ask for. */
@Timeout(60)
class CarVectorsIT {

    private static PieceDatabase database;

    private static final Path LIBS = BuiltTree.find().root().resolve("libs");
    private static final Path FILECOIN = LIBS.resolve("filecoin/src/test/resources/vectors/filecoin");
    private static final Path CARS = LIBS.resolve("ipld/src/test/resources/vectors/car");

    private final UUID bucket = UUID.randomUUID();
    private final MemoryBlockstore store = new MemoryBlockstore();

    @BeforeAll
    static void migrate() {
        database = new PieceDatabase();
    }

    static Stream<Arguments> requests() throws IOException {
        JsonObject vectors = new JsonObject(Files.readString(FILECOIN.resolve("car-to-piece.json")));
        return vectors.getJsonArray("provider_http_requests").stream()
                .map(JsonObject.class::cast)
                .flatMap(row -> Stream.of("boost", "curio")
                        .map(provider -> Arguments.of(
                                provider,
                                row.getLong("size"),
                                row.getJsonObject(provider).getJsonArray("ranges"))));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void theRangesOfProvidersCoverTheWhole(String provider, long size, JsonArray ranges) {
        ByteSpans covered = new ByteSpans();
        for (Object range : ranges) {
            ByteRange part = ((ByteRange.Wish.Part) ByteRange.parse(Optional.of(range.toString()), size)).range();
            covered.add(part.from(), part.from() + part.length());
        }
        assertThat(covered).as(provider).hasToString("{[0," + size + ")}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dir-with-duplicate-files.car",
                "single-layer-hamt-with-multi-block-files.car",
                "subdir-with-mixed-block-files.car"
            })
    void servesACarOfOthersByteForByte(String name) throws Exception {
        // Given
        byte[] car = Files.readAllBytes(CARS.resolve(name));
        Cid root = layOut(car);

        // When, Then
        try (TransferFixture transfers = new TransferFixture(
                database.dataSource(),
                store,
                Registries.of(bucket, Clock.systemUTC()),
                bucket,
                Clock.systemUTC(),
                1 << 20)) {
            assertThat(transfers.range(bucket, root, car.length, 0, car.length)).isEqualTo(car);
            for (int at = 0; at < car.length; at += 97) {
                int length = Math.min(53, car.length - at);
                assertThat(transfers.range(bucket, root, car.length, at, length))
                        .isEqualTo(Arrays.copyOfRange(car, at, at + length));
            }
        }
    }

    private Cid layOut(byte[] car) throws IOException {
        CarReader reader = new CarReader(new ByteArrayInputStream(car));
        Cid root = reader.roots().getFirst();
        LayoutRepository layouts = new LayoutRepository(database.dataSource());
        LayoutRecorder layout = new LayoutRecorder(root, (number, offset, sections) -> {
            try {
                layouts.put(bucket, number, offset, sections);
            } catch (SQLException e) {
                throw new IOException(e);
            }
        });
        try (WriteSession session = store.openSession()) {
            for (Optional<Block> block = reader.next(); block.isPresent(); block = reader.next()) {
                session.put(block.get());
                layout.add(block.get().cid(), block.get().data().length);
            }
        }
        layout.finish();
        return root;
    }
}
