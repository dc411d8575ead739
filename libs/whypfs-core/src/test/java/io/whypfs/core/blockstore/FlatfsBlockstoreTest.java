package io.whypfs.core.blockstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.ipld.block.Block;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the real disk, and the layout byte for byte. */
class FlatfsBlockstoreTest extends BlockstoreContract {

    @TempDir
    Path folder;

    private Path blocks() {
        return folder.resolve("blocks");
    }

    @Override
    protected Blockstore open() throws IOException {
        return new FlatfsBlockstore(blocks(), BlockstoreOptions.DEFAULT);
    }

    private void reopen() throws IOException {
        store.close();
        store = open();
    }

    @Test
    void laysFilesOutAsKuboDoes() throws IOException {
        // Given
        Block empty = Blocks.raw(new byte[0]);

        // When
        put(empty);

        // Then
        assertThat(blocks().resolve("SHARDING")).hasContent("/repo/flatfs/shard/v1/next-to-last/2\n");
        assertThat(blocks().resolve(".temp")).isEmptyDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(blocks().resolve("_README"))))
                .isEqualTo("r--r--r--");
        assertThat(blocks().resolve("QV/CIQOHMGEIKMPYHAUTL57JSEZN64SIJ5OIHSGJG4TJSSJLGI3PBJLQVI.data"))
                .isEmptyFile();
        try (Stream<Path> names = Files.list(blocks())) {
            assertThat(names.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("SHARDING", "_README", ".temp", "QV");
        }
    }

    @Test
    void readsAFolderThatKuboWrote() throws IOException {
        // Given
        Path kubo = folder.resolve("kubo");
        Files.createDirectories(kubo.resolve("LX3"));
        Files.createDirectories(kubo.resolve(".temp/batch-17-42"));
        Files.writeString(kubo.resolve("SHARDING"), "/repo/flatfs/shard/v1/next-to-last/3\n");
        Files.writeString(kubo.resolve("_README"), "This is a repository of IPLD objects.");
        Files.writeString(kubo.resolve("diskUsage.cache"), "{\"diskUsage\":4096,\"accuracy\":\"initial-exact\"}\n");
        Files.writeString(kubo.resolve(".temp/temp-123"), "half a blo");
        Files.writeString(kubo.resolve(".temp/batch-17-42/AAAA.data"), "half");
        byte[] emptyDirectory = {0x0a, 0x02, 0x08, 0x01};
        Files.write(kubo.resolve("LX3/CIQFTFEEHEDF6KLBT32BFAGLXEZL4UWFNWM4LFTLMXQBCERZ6CMLX3Y.data"), emptyDirectory);

        // When
        try (FlatfsBlockstore found = new FlatfsBlockstore(kubo, BlockstoreOptions.DEFAULT)) {

            // Then
            Cid cid = Cid.parse("QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn");
            assertThat(found.shard()).isEqualTo(new ShardFunction(ShardFunction.Kind.NEXT_TO_LAST, 3));
            assertThat(found.get(cid)).hasValue(emptyDirectory);
            assertThat(found.blockCount()).isEqualTo(1);
            found.forEachKey(key -> assertThat(key).isEqualTo(cid.multihash()));
            assertThat(kubo.resolve(".temp")).isEmptyDirectory();
        }
    }

    @Test
    void keepsBlocksOverARestart() throws IOException {
        // Given
        Block block = Blocks.raw("tomorrow");
        put(block);

        // When
        reopen();

        // Then
        assertThat(store.get(block.cid())).hasValue(block.data());
        assertThat(store.blockCount()).isEqualTo(1);
    }

    @Test
    void makesDurableOnCloseWhatNobodyWaitedFor() throws IOException {
        // Given
        Block block = Blocks.raw("in a hurry");
        try (WriteSession session = store.openSession()) {
            session.put(block);
        }

        // When
        reopen();

        // Then
        assertThat(store.get(block.cid())).hasValue(block.data());
    }

    @Test
    void refusesAnUnreadableShardingFile() throws IOException {
        // Given
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(broken.resolve("SHARDING"), "");

        // When, Then
        assertThatThrownBy(() -> new FlatfsBlockstore(broken, BlockstoreOptions.DEFAULT))
                .isInstanceOf(IOException.class)
                .hasMessage("The file " + broken.resolve("SHARDING") + " cannot be used: '' is not a flatfs shard"
                        + " function; expected /repo/flatfs/shard/v1/prefix|suffix|next-to-last/<length>. Write the"
                        + " rule the folder was made with into it.");
    }

    @Test
    void refusesBlocksWithoutAShardingFile() throws IOException {
        Path bare = folder.resolve("bare");
        Files.createDirectories(bare.resolve("QV"));

        assertThatThrownBy(() -> new FlatfsBlockstore(bare, BlockstoreOptions.DEFAULT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds blocks but no file SHARDING");
    }

    @Test
    void takesAnEmptyFileForAMissingBlockAndHealsIt() throws IOException {
        // Given
        Block block = Blocks.raw("cut to nothing by a power loss");
        put(block);
        Files.write(fileOf(block), new byte[0]);

        // When
        boolean before = store.has(block.cid().multihash());
        boolean found = store.get(block.cid()).isPresent();
        int listed = keys().size();
        put(block);

        // Then
        assertThat(List.of(before, found)).containsExactly(false, false);
        assertThat(listed).isZero();
        assertThat(store.get(block.cid())).hasValue(block.data());
    }

    @Test
    void replacesAFileOfAnotherLengthThanItsBlock() throws IOException {
        // Given
        Block block = Blocks.raw("cut in the middle");
        put(block);
        Files.writeString(fileOf(block), "cut in the");

        // When
        put(block);

        // Then
        assertThat(store.get(block.cid())).hasValue(block.data());
    }

    @Test
    void stampsABlockThatIsPutAgain() throws IOException {
        // Given
        Block block = Blocks.raw("asked for again");
        put(block);
        Instant longAgo = Instant.parse("2020-01-01T00:00:00Z");
        Files.setLastModifiedTime(fileOf(block), FileTime.from(longAgo));

        // When
        put(block);

        // Then
        assertThat(store.deleteUnlessStampedSince(block.cid().multihash(), longAgo.plusSeconds(1)))
                .isFalse();
        assertThat(store.get(block.cid())).hasValue(block.data());
    }

    @Test
    void doesNotListWhatIsNoBlock() throws IOException {
        // Given
        Block block = Blocks.raw("a block");
        put(block);
        Path shard = fileOf(block).getParent();
        Files.writeString(shard.resolve("lower.data"), "x");
        Files.writeString(shard.resolve(".hidden.data"), "x");
        Files.writeString(shard.resolve("CIQ.tmp"), "x");
        Files.writeString(shard.resolve("AAAA.data"), "x");

        // When, Then
        assertThat(keys()).containsExactly(block.cid().multihash());
    }

    private Path fileOf(Block block) {
        String key = FlatfsKey.of(block.cid().multihash());
        return blocks().resolve(ShardFunction.DEFAULT.directory(key)).resolve(key + ".data");
    }
}
