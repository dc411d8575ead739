package io.whypfs.scheduler.buckets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.scheduler.buckets.Piecework.BuiltPiece;
import io.whypfs.scheduler.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BucketTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final SealingTerms TERMS = new SealingTerms(2, 100, null, Duration.ofDays(2));
    private final Bucket empty = new NewBuckets(() -> new UUID(0, 1)).dedicated(7, "mine", null, TERMS, NOW);
    private final Bucket filled = empty.filled(Fill.EMPTY.with(new Waiting(1, World.cid(1), 10, "a"), NOW, NOW), "a");

    @Test
    void refusesStepsThatItsStateDoesNotAllow() {
        // Given
        Bucket sealed = filled.sealed(NOW, "now");

        // When, Then
        assertThatThrownBy(() -> empty.sealed(NOW, "now"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "The bucket 00000000-0000-0000-0000-000000000001 is open with 0 files; it cannot be sealed.");
        assertThatThrownBy(() -> sealed.sealed(NOW, "again")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealed.filled(filled.fill(), "a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealed.without(World.cid(1), 10)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealed.completed(NOW)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> filled.retired(NOW, "old")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(empty::homeCore).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsItsFirstHome() {
        assertThat(filled.filled(filled.fill(), "b").homeCore()).isEqualTo("a");
    }

    @Test
    void anOpenBucketHasNoPiece() {
        assertThat(filled.pieceBuilt(new BuiltPiece("baga", 256, 100), 1, NOW)).isEqualTo(filled);
    }

    @Test
    void refusesTermsThatAreNotPositive() {
        assertThatThrownBy(() -> new SealingTerms(0, 1, null, Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SealingTerms(1, 0, null, Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SealingTerms(1, 1, null, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
