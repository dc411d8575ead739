package io.whypfs.corenode.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoreIdTest {

    @TempDir
    Path storage;

    @Test
    void staysTheSameOnceMade() throws IOException {
        // Given
        CoreId made = CoreId.loadOrCreate(storage);

        // When
        CoreId loaded = CoreId.loadOrCreate(storage);

        // Then
        assertThat(loaded).isEqualTo(made);
        assertThat(storage.resolve("whypfs/core-id")).hasContent(made.value().toString());
    }

    @Test
    void refusesAFileThatHoldsNoUuidInsteadOfMakingAnother() throws IOException {
        // Given
        Files.createDirectories(storage.resolve("whypfs"));
        Files.writeString(storage.resolve("whypfs/core-id"), "lost");

        // When, Then
        assertThatThrownBy(() -> CoreId.loadOrCreate(storage))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("core-id holds 'lost'");
    }
}
