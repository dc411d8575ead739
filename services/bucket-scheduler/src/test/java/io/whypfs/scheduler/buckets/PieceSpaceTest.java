package io.whypfs.scheduler.buckets;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.scheduler.buckets.PieceSpace.PieceEstimate;
import io.whypfs.scheduler.world.World;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PieceSpaceTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final long GIB = 1L << 30;

    @Test
    void aSectorOf32GibTakesItsUnpaddedSizeLessTheDirectory() {
        // Given
        PieceSpace space = new PieceSpace(new PaddedPieceSize(32 * GIB));

        // When, Then
        assertThat(space.capacity()).isEqualTo(34_091_302_912L - 4096);
        assertThat(PieceSpace.entryBytes(World.cid(1))).isEqualTo(256 + 2 * 59);
    }

    @Test
    void takesAContentUpToTheLastByte() {
        // Given
        PieceSpace space = new PieceSpace(new PaddedPieceSize(8 << 20));
        long most = space.capacity() - PieceSpace.entryBytes(World.cid(1));

        // When, Then
        assertThat(space.fitsAlone(content(1, most))).isTrue();
        assertThat(space.fitsAlone(content(1, most + 1))).isFalse();
    }

    @Test
    void whateverFitsMakesAPieceOfAtMostASector() {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);
        PieceSpace space = new PieceSpace(new PaddedPieceSize(8 << 20));

        for (int run = 0; run < 200; run++) {
            // When
            Fill fill = Fill.EMPTY;
            long id = 0;
            for (Waiting next = content(id, random.nextLong(1, 1 << 20));
                    space.fits(fill, next);
                    next = content(++id, random.nextLong(1, 1 << 20))) {
                fill = fill.with(next, NOW, NOW);
            }

            // Then
            PieceEstimate piece = PieceSpace.estimate(fill);
            assertThat(piece.size()).as("seed %d", seed).isLessThanOrEqualTo(space.sector());
            assertThat(piece.size().bytes()).as("seed %d", seed).isLessThan(2 * piece.carBytes() * 128 / 127 + 128);
            assertThat(piece.wasteBytes()).as("seed %d", seed).isBetween(0L, piece.carBytes());
        }
    }

    @Test
    void tellsHowMuchOfAPieceIsPadding() {
        // Given
        PieceEstimate exact = new PieceEstimate(127 * 1024);
        PieceEstimate oneMore = new PieceEstimate(127 * 1024 + 1);

        // When, Then
        assertThat(exact.size().bytes()).isEqualTo(128 * 1024);
        assertThat(exact.wasteBytes()).isZero();
        assertThat(exact.wastePercent()).isZero();
        assertThat(oneMore.size().bytes()).isEqualTo(256 * 1024);
        assertThat(oneMore.wasteBytes()).isEqualTo(127 * 1024 - 1);
        assertThat(oneMore.wastePercent()).isEqualTo(50.0);
    }

    private static Waiting content(long id, long carBytes) {
        return new Waiting(id, World.cid(id), carBytes, "core-a");
    }
}
