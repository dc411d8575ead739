package io.whypfs.scheduler.buckets;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.scheduler.buckets.Piecework.BuiltPiece;
import io.whypfs.scheduler.buckets.Piecework.Delay;
import io.whypfs.scheduler.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every state of a bucket says why it is there and what comes next. */
class BucketStandingTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final UUID LINE = new UUID(0, 1);
    private static final SealingTerms TERMS = new SealingTerms(25_000, 8L << 30, null, Duration.ofDays(2));
    private static final BucketRules RULES = new BucketRules(
            new PieceSpace(new PaddedPieceSize(32L << 30)),
            TERMS,
            6,
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            Duration.ofDays(90));

    @Test
    void everyStateHasAReasonAndANextStep() {
        // Given
        Map<Bucket, String> walk = walk();

        // When, Then
        assertThat(walk.keySet().stream().map(Bucket::state)).containsAll(EnumSet.allOf(BucketState.class));
        walk.forEach((bucket, words) -> {
            BucketStanding standing = BucketStanding.of(bucket, RULES, NOW.plusSeconds(60));
            assertThat(standing.why() + " | " + standing.next() + " | " + standing.nextAt())
                    .isEqualTo(words);
            BucketView view = BucketView.of(bucket, RULES, NOW.plusSeconds(60));
            assertThat(Stream.of(view.why(), view.next())).noneMatch(String::isBlank);
        });
    }

    @Test
    void aBucketThatIsDueSaysSo() {
        // When
        BucketStanding standing = BucketStanding.of(filled(), RULES, NOW.plus(Duration.ofDays(2)));

        // Then
        assertThat(standing.why()).startsWith("It is due to be sealed: 1 of 25000 files");
        assertThat(standing.next()).isEqualTo("It is sealed at the next look at all buckets, one every 30 seconds.");
    }

    private static Map<Bucket, String> walk() {
        Map<Bucket, String> walk = new LinkedHashMap<>();
        Bucket filled = filled();
        Bucket sealed = filled.sealed(NOW, "Its owner asked for it.");
        Bucket delayed = sealed.pieceDelayed(new Delay("Core a is down.", "It is tried again.", NOW), 1);
        Bucket ready = sealed.pieceBuilt(new BuiltPiece("baga1", 2 << 20, 1_300_000), 2, NOW);
        Bucket completed = ready.with(new DealCount(6, 6, null)).completed(NOW);
        Bucket lacking = completed.with(new DealCount(4, 3, NOW));
        walk.put(
                empty(),
                "It is empty: 0 of 25000 files, 0 bytes of 8 GiB. | It takes contents; an empty bucket is never sealed."
                        + " | null");
        walk.put(
                filled,
                "It still takes contents: 1 of 25000 files, 1.2 MiB of 8 GiB. | It is sealed when it has 25000 files or"
                        + " 8 GiB, when the next content does not fit, and at the latest at 2026-11-26T10:00:00Z: then"
                        + " its first content is 2 days old. | 2026-11-26T10:00:00Z");
        walk.put(
                filled.paused(NOW),
                "Its owner paused it: 1 of 25000 files, 1.2 MiB of 8 GiB. | It takes contents as long as they fit, and"
                        + " is not sealed before its owner resumes or seals it. | null");
        walk.put(
                sealed,
                "Its piece is being built by its core core-a. Its owner asked for it. | When the piece is built, deals"
                        + " for it are made. | null");
        walk.put(delayed, "Core a is down. | It is tried again. | 2026-11-24T10:00:00Z");
        walk.put(
                ready,
                "Its piece baga1 is built, and deals are being made: 0 of 6 live, 0 active. | It is completed when 6"
                        + " deals are active. | null");
        walk.put(
                completed,
                "It has the deals it should have: 6 of 6 live, 6 active. | Its deals are watched and renewed before they"
                        + " end; at 2027-02-22T10:00:00Z it is filed as retired. | 2027-02-22T10:00:00Z");
        walk.put(
                lacking,
                "It has only 4 of 6 live deals, 3 of them active: the others ended. | The deal-maker makes 2 more; the"
                        + " checker tells it again while any is missing. | 2026-11-24T11:00:00Z");
        walk.put(
                completed.retired(NOW, "It was completed long ago."),
                "It was completed long ago. | Its deals are watched and renewed as before. | null");
        walk.put(
                lacking.retired(NOW, "It was completed long ago."),
                "It was completed long ago. It has only 4 of 6 live deals, 3 of them active: the others ended. | The"
                        + " deal-maker makes 2 more; the checker tells it again while any is missing. |"
                        + " 2026-11-24T11:00:00Z");
        walk.put(
                empty().retired(NOW, "Nothing has been in it."),
                "Nothing has been in it. | It takes nothing more; a content that asks for it goes to its successor. |"
                        + " null");
        return walk;
    }

    private static Bucket empty() {
        return new NewBuckets(() -> LINE).dedicated(7, "mine", null, TERMS, NOW);
    }

    private static Bucket filled() {
        Waiting content = new Waiting(1, World.cid(1), 1_300_000, "core-a");
        return empty().filled(Fill.EMPTY.with(content, NOW, SealingRule.dueAt(TERMS, NOW, NOW)), "core-a");
    }
}
