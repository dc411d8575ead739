package io.whypfs.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NioFileLayerTest {

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void syncsTheWholeFileSystemOnLinux() throws IOException {
        try (NioFileLayer files = NioFileLayer.open(folder)) {
            files.write(folder.resolve("a"), new byte[] {1});
            files.sync(List.of(), List.of());

            assertThat(files.syncsWholeFileSystem()).isTrue();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysWhySyncfsFailed() throws IOException {
        // Given
        Syncfs syncfs = Syncfs.open(folder).orElseThrow();
        syncfs.close();

        // When, Then
        assertThatThrownBy(syncfs::sync)
                .isInstanceOf(IOException.class)
                .hasMessage("The file system of " + folder + " could not be synced: errno 9 (EBADF).");
    }

    @Test
    void fallsBackWhenTheFolderCannotBeOpened() {
        assertThat(Syncfs.open(folder.resolve("absent"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                DirectWriter.SMALLEST - 1,
                DirectWriter.SMALLEST,
                DirectWriter.SMALLEST + 1,
                1 << 20,
                (1 << 20) + 4095,
                (1 << 21) + 1
            })
    void writesLargeFilesBitForBitAndToTheByte(int length) throws IOException {
        // Given
        byte[] first = new byte[length];
        byte[] second = new byte[length];
        new Random(length).nextBytes(first);
        new Random(length + 1L).nextBytes(second);

        try (NioFileLayer files = NioFileLayer.open(folder)) {
            // When
            files.write(folder.resolve("first"), first);
            files.write(folder.resolve("second"), second);

            // Then
            assertThat(files.read(folder.resolve("first"))).hasValue(first);
            assertThat(files.read(folder.resolve("second"))).hasValue(second);
            assertThat(files.size(folder.resolve("first"))).hasValue(length);
            assertThatThrownBy(() -> files.write(folder.resolve("first"), second))
                    .isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().contains(".direct-"));
    }

    @Test
    void doesEachOperationOnTheDisk() throws IOException {
        try (NioFileLayer files = NioFileLayer.openPortable(folder)) {
            // Given
            Path a = folder.resolve("a");
            Path below = folder.resolve("d/e");

            // When
            files.write(a, new byte[] {1, 2});
            files.append(a, new byte[] {3});
            files.makeDirectories(below);
            files.rename(a, below.resolve("b"));
            files.sync(List.of(below.resolve("b")), List.of(below, folder));

            // Then
            assertThat(files.read(below.resolve("b"))).hasValue(new byte[] {1, 2, 3});
            assertThat(files.size(below.resolve("b"))).hasValue(3);
            assertThat(files.size(below)).isEmpty();
            assertThat(files.read(a)).isEmpty();
            assertThat(files.size(a)).isEmpty();
            assertThat(files.touchedAtMillis(a)).isEmpty();
            assertThat(files.list(below)).containsExactly("b");
            assertThat(files.list(a)).isEmpty();
            assertThatThrownBy(() -> files.write(below.resolve("b"), new byte[0]))
                    .isInstanceOf(FileAlreadyExistsException.class);
            assertThat(files.delete(a)).isFalse();
            files.deleteTree(folder.resolve("d"));
            assertThat(files.list(folder)).isEmpty();
        }
    }
}
