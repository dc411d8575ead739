package io.whypfs.ipld.car;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.ipld.Vectors;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.car.CarException.Reason;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CarReaderTest {

    private static final String SAMPLE_ROOT = "bafy2bzaced4ueelaegfs5fqu4tzsh6ywbbpfk3cxppupmxfdhbpbhzawfw5oy";

    private static final Block BLOCK =
            new Block(Cid.v1(Multicodec.RAW, Multihash.sha256(new byte[] {1, 2, 3})), new byte[] {1, 2, 3});

    @ParameterizedTest
    @CsvSource({
        "carv1-basic.car, 8, 2, bafyreihyrpefhacm6kkp4ql6j6udakdit7g3dmkzfriqfykhjw6cad5lrm",
        "carv2-basic.car, 5, 1, QmfEoLyB5NndqeKieExd1rtJzTduQUPEV8TwAYcUiy3H5Z",
        "sample-v1.car, 1049, 1, " + SAMPLE_ROOT,
        "sample-wrapped-v2.car, 1049, 1, " + SAMPLE_ROOT,
        "sample-unixfs-v2.car, 3, 1, bafybeiakgrehdxxgy5kca72znt6jllrj2sqkehtqeojfuxlbeuqg3vfkwq",
        "TestDagStat.car, 4, 1, bafyreifrm6uf5o4dsaacuszf35zhibyojlqclabzrms7iak67pf62jygaq",
        "TestDagStatCARv2.car, 4, 1, bafyreifrm6uf5o4dsaacuszf35zhibyojlqclabzrms7iak67pf62jygaq",
        "single-layer-hamt-with-multi-block-files.car, 243, 1, bafybeidbclfqleg2uojchspzd4bob56dqetqjsj27gy2cq3klkkgxtpn4i",
        "file-3k-and-3-blocks-missing-block.car, 3, 1, QmYhmPjhFjYFyaoiuNzYv8WGavpSRDwdHWe5B4M5du5Rtk"
    })
    void readsEveryPublicArchive(String file, int blocks, int roots, String firstRoot) throws IOException {
        CarReader reader = open(Vectors.bytes("car/" + file));

        assertThat(reader.roots()).hasSize(roots).startsWith(Cid.parse(firstRoot));
        assertThat(all(reader)).hasSize(blocks);
    }

    @Test
    void readsAnArchiveWithPaddingBeforeItsData() throws IOException {
        CarReader reader = open(Vectors.bytes("car/sample-rw-bs-v2.car"));

        assertThat(reader.roots()).hasSize(3);
        assertThat(all(reader)).hasSize(3);
    }

    @Test
    void verifiesSha512Blocks() throws IOException {
        List<Block> blocks = all(open(Vectors.bytes("car/subdomain-fixtures.car")));

        assertThat(blocks).hasSize(11);
        assertThat(blocks)
                .filteredOn(b -> b.cid().multihash().code() == Multicodec.SHA2_512)
                .hasSize(1);
    }

    @Test
    void findsTheBlocksTheDescriptionNamesInItsOrder() throws IOException {
        JsonNode description = Vectors.json("car/carv1-basic.json");

        List<Block> blocks = all(open(Vectors.bytes("car/carv1-basic.car")));

        assertThat(blocks)
                .extracting(b -> b.cid().toString())
                .isEqualTo(description
                        .get("blocks")
                        .valueStream()
                        .map(b -> b.at("/cid/~1").asText())
                        .toList());
        assertThat(blocks)
                .extracting(b -> b.data().length)
                .isEqualTo(description
                        .get("blocks")
                        .valueStream()
                        .map(b -> b.get("blockLength").asInt())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"carv1-basic.car", "TestDagStat.car", "dir-with-duplicate-files.car"})
    void writesTheSameBytesAgain(String file) throws IOException {
        // Given
        byte[] car = Vectors.bytes("car/" + file);
        CarReader reader = open(car);

        // When
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CarWriter writer = new CarWriter(out, reader.roots());
        long length = CarWriter.headerLength(reader.roots());
        for (Block block : all(reader)) {
            writer.put(block);
            length += CarWriter.sectionLength(block.cid(), block.data().length);
        }

        // Then
        assertThat(out.toByteArray()).isEqualTo(car);
        assertThat(length).isEqualTo(car.length);
    }

    @Test
    void takesAZeroSectionAsTheEndOnlyWhenAsked() throws IOException {
        byte[] car = Vectors.bytes("car/sample-v1-with-zero-len-section2.car");
        CarReader strict = open(car);
        CarReader padded = new CarReader(new ByteArrayInputStream(car), CarLimits.DEFAULT.withZeroSectionEndingFile());

        assertFailsAfter(strict, 20, Reason.ZERO_LENGTH_SECTION);
        assertThat(all(padded)).hasSize(20);
    }

    @Test
    void tellsAnArchiveThatEndsInsideASection() throws IOException {
        assertFailsAfter(open(Vectors.bytes("car/sample-v1-tailing-corrupt-section.car")), 1048, Reason.TRUNCATED);
    }

    @Test
    void tellsBrokenHeadersApart() {
        assertRefused(Vectors.bytes("car/sample-corrupt-pragma.car"), Reason.TRUNCATED);
        assertRefused(Vectors.bytes("car/sample-rootless-v42.car"), Reason.UNSUPPORTED_VERSION);
        assertRefused(new byte[0], Reason.GARBAGE);
        assertRefused(new byte[10], Reason.GARBAGE);
        assertRefused("hello world, this is no archive".getBytes(StandardCharsets.UTF_8), Reason.GARBAGE);
        assertRefused(HexFormat.of().parseHex("ffffffffffffffffffff"), Reason.GARBAGE);
        assertRefused(HexFormat.of().parseHex("ffffff7fa2"), Reason.TOO_LARGE);
        assertRefused(HexFormat.of().parseHex("01a0"), Reason.GARBAGE);
    }

    @Test
    void tellsABlockThatIsNotWhatItsCidSays() throws IOException {
        byte[] car = car(BLOCK);
        car[car.length - 1] ^= 1;

        assertFailsAfter(open(car), 0, Reason.BLOCK_MISMATCH);
    }

    @Test
    void refusesCidsThePolicyRefuses() throws IOException {
        Block weak = new Block(Cid.v1(Multicodec.RAW, Multihash.of(0x22, new byte[8])), new byte[] {1});
        Block huge = new Block(Cid.v1(Multicodec.RAW, Multihash.of(0x12, new byte[19])), new byte[] {1});

        assertFailsAfter(open(car(weak)), 0, Reason.FORBIDDEN_CID);
        assertFailsAfter(open(car(huge)), 0, Reason.FORBIDDEN_CID);
    }

    @Test
    void refusesBlocksAboveTheLimitBeforeReadingThem() throws IOException {
        byte[] data = new byte[3000];
        byte[] car = car(new Block(Cid.v1(Multicodec.RAW, Multihash.sha256(data)), data));
        CarLimits limits = new CarLimits(1000, 2999, false);

        CarReader reader = new CarReader(new ByteArrayInputStream(car), limits);

        assertFailsAfter(reader, 0, Reason.TOO_LARGE);
        assertThat(all(new CarReader(new ByteArrayInputStream(car), new CarLimits(1000, 3000, false))))
                .hasSize(1);
    }

    @Test
    void handsOutIdentityBlocksAndDoesNotWriteThem() throws IOException {
        Cid identity = Cid.v1(Multicodec.RAW, Multihash.identity(new byte[] {9}));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CarWriter writer = new CarWriter(out, List.of(identity));

        writer.put(new Block(identity, new byte[] {9}));

        assertThat(out.size()).isEqualTo((int) CarWriter.headerLength(List.of(identity)));
        assertThat(CarWriter.sectionLength(identity, 1)).isZero();
        byte[] section = new byte[1 + identity.byteLength() + 1];
        section[0] = (byte) (section.length - 1);
        identity.write(section, 1);
        section[section.length - 1] = 9;
        out.write(section);
        assertThat(all(open(out.toByteArray()))).extracting(Block::cid).containsExactly(identity);
    }

    static Stream<String> archivesToCut() {
        return Stream.of("carv1-basic.car", "carv2-basic.car", "sample-unixfs-v2.car");
    }

    @ParameterizedTest
    @MethodSource("archivesToCut")
    void tellsEveryCutOrEndsBetweenTwoBlocks(String file) throws IOException {
        // Given
        byte[] car = Vectors.bytes("car/" + file);
        boolean version2 = car[10] == 2 && car[0] == 0x0a;
        int whole = all(open(car)).size();

        for (int length = 0; length < car.length; length++) {
            // When
            byte[] cut = Arrays.copyOf(car, length);
            int blocks = 0;
            Optional<Reason> reason = Optional.empty();
            try {
                CarReader reader = open(cut);
                while (reader.next().isPresent()) {
                    blocks++;
                }
            } catch (CarException e) {
                reason = Optional.of(e.reason());
            }

            // Then
            if (length == 0) {
                assertThat(reason).contains(Reason.GARBAGE);
            } else if (reason.isPresent()) {
                assertThat(reason).as("%d bytes", length).contains(Reason.TRUNCATED);
            } else {
                assertThat(blocks == whole || !version2).as("%d bytes", length).isTrue();
            }
            assertThat(blocks == whole).as("%d bytes", length).isEqualTo(reason.isEmpty() && blocks == whole);
        }
    }

    @Test
    void readsFromAStreamThatGivesOneByteAtATime() throws IOException {
        InputStream slow = new ByteArrayInputStream(Vectors.bytes("car/carv1-basic.car")) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }
        };

        assertThat(all(new CarReader(slow, CarLimits.DEFAULT))).hasSize(8);
    }

    @Test
    void endsRandomlyChangedArchivesCleanly() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] good = Vectors.bytes("car/carv1-basic.car");
        for (int i = 0; i < 5000; i++) {
            byte[] bad = good.clone();
            for (int change = 0; change <= random.nextInt(3); change++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                for (Block block : all(open(bad))) {
                    assertThat(block.cid().multihash().verifies(block.data()))
                            .as("seed %d", seed)
                            .isTrue();
                }
            } catch (CarException expected) {
                assertThat(expected).as("seed %d", seed).hasMessageEndingWith(".");
            }
        }
    }

    private static byte[] car(Block... blocks) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CarWriter writer = new CarWriter(out, List.of());
        for (Block block : blocks) {
            writer.put(block);
        }
        return out.toByteArray();
    }

    private static CarReader open(byte[] car) throws IOException {
        return new CarReader(new ByteArrayInputStream(car), CarLimits.DEFAULT);
    }

    private static List<Block> all(CarReader reader) throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Optional<Block> block = reader.next(); block.isPresent(); block = reader.next()) {
            blocks.add(block.get());
        }
        return blocks;
    }

    private static void assertFailsAfter(CarReader reader, int blocks, Reason reason) throws IOException {
        for (int i = 0; i < blocks; i++) {
            assertThat(reader.next()).as("block %d", i).isPresent();
        }
        assertThatThrownBy(reader::next)
                .isInstanceOfSatisfying(
                        CarException.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(reader.next()).isEmpty();
    }

    private static void assertRefused(byte[] car, Reason reason) {
        assertThatThrownBy(() -> open(car))
                .isInstanceOfSatisfying(
                        CarException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
