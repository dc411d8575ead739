package io.whypfs.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.local.process.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderTest {

    @TempDir
    private Path folder;

    @Test
    void isHeldByOneRunAtATime() {
        try (HomeFolder home = HomeFolder.take(folder)) {
            assertThatThrownBy(() -> HomeFolder.take(folder))
                    .isInstanceOf(StartException.class)
                    .hasMessage("the folder " + home.path() + " is in use by another run (process "
                            + ProcessHandle.current().pid()
                            + "): stop that one, or choose another folder with WHYPFS_HOME=.");
        }
    }

    @Test
    void isFreeAgainAfterItsRun() {
        // Given
        HomeFolder.take(folder).close();

        // When // Then
        HomeFolder.take(folder).close();
    }

    @Test
    void refusesADiskThatIsNearlyFull() {
        assertThatThrownBy(() -> HomeFolder.requireSpace(folder, 100L << 20))
                .isInstanceOf(StartException.class)
                .hasMessage("the disk that holds " + folder + " has only 100 MiB left and at least 256 are needed:"
                        + " free some space, or choose another folder with WHYPFS_HOME=.");
    }

    @Test
    void keepsItsSecretsForTheOwnersEyes() throws IOException {
        try (HomeFolder home = HomeFolder.take(folder)) {
            // When
            Secrets.in(home);

            // Then
            for (String file : new String[] {"admin.key", "secrets"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                        .isEqualTo("rw-------");
            }
            assertThat(Files.readString(folder.resolve("admin.key")).strip())
                    .matches("EST[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}ARY");
        }
    }

    @Test
    void keepsItsSecretsFromRunToRun() {
        try (HomeFolder home = HomeFolder.take(folder)) {
            // Given
            Secrets first = Secrets.in(home);

            // When
            Secrets second = Secrets.in(home);

            // Then
            assertThat(second.internalToken()).isEqualTo(first.internalToken()).hasSize(32);
            assertThat(second.rolePassword("core")).isEqualTo(first.rolePassword("core"));
            assertThat(second.postgresPassword()).isNotEqualTo(second.internalToken());
        }
    }

    @Test
    void doesNotMakeNewSecretsForAnOldDatabase() throws IOException {
        try (HomeFolder home = HomeFolder.take(folder)) {
            // Given
            Files.createDirectories(folder.resolve("postgres/data"));

            // When // Then
            assertThatThrownBy(() -> Secrets.in(home))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("cannot be opened without it");
        }
    }
}
