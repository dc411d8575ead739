package io.whypfs.deals.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.deals.protocol.RejectionClass;
import io.whypfs.deals.providers.TrackRecord.BackOff;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceRulesTest {

    private static final UUID DEAL = UUID.fromString("00000000-0000-4000-8000-000000000007");
    private static final long HALF_LIFE = 1000;
    private static final EvidenceRules RULES =
            new EvidenceRules(new BackOffPolicy(List.of(120L, 720L, 2880L), 120, 720, 8640, 20_160, 10), HALF_LIFE);

    @Test
    void failuresInARowLeaveItAloneEverLongerAndASuccessEndsThat() {
        // When
        TrackRecord one = after(TrackRecord.NONE, 100, new Evidence.Failed("the data did not fit"));
        TrackRecord two = after(one, 300, new Evidence.Unreachable("no answer"));
        TrackRecord three = after(two, 1100, new Evidence.Slashed());
        TrackRecord four = after(three, 4000, new Evidence.Rejected(RejectionClass.UNKNOWN, "no"));
        TrackRecord good = after(four, 7000, new Evidence.Activated(300));

        // Then
        assertThat(List.of(one, two, three, four))
                .extracting(record -> record.backOff().untilEpoch())
                .containsExactly(220L, 1020L, 3980L, 6880L);
        assertThat(one.backOff().why()).isEqualTo("A deal with it failed: the data did not fit.");
        assertThat(four.failuresInRow()).isEqualTo(4);
        assertThat(good.failuresInRow()).isZero();
        assertThat(good.backOff()).isEqualTo(BackOff.NONE);
        assertThat(good.counts()).isEqualTo(new TrackRecord.Counts(0, 0, 1, 0, 1, 0, 0, 0, 1, 300, 1, 1));
    }

    @Test
    void whatHappenedFades() {
        // When
        TrackRecord bad = after(TrackRecord.NONE, 0, new Evidence.Failed("no"));
        TrackRecord later = after(bad, 2 * HALF_LIFE, new Evidence.Accepted());

        // Then
        assertThat(bad.score()).isEqualTo(new TrackRecord.Score(0, 2, 0));
        assertThat(later.score()).isEqualTo(new TrackRecord.Score(1, 0.5, 2 * HALF_LIFE));
        assertThat(later.score().at(0, HALF_LIFE)).isEqualTo(later.score());
    }

    @ParameterizedTest
    @CsvSource({"ASK_CHANGED, 110, 0", "NOT_ALLOWED, 8740, 0", "KIND_NOT_TAKEN, 20260, 0", "UNKNOWN, 220, 1"})
    void aRefusalLeavesItAloneByItsClass(RejectionClass rejection, long until, int inRow) {
        // When
        TrackRecord record = after(TrackRecord.NONE, 100, new Evidence.Rejected(rejection, "no."));

        // Then
        assertThat(record.backOff()).isEqualTo(new BackOff(until, "It refused an offer: no."));
        assertThat(record.failuresInRow()).isEqualTo(inRow);
        assertThat(record.counts().rejected()).isEqualTo(1);
    }

    @Test
    void ourOwnFaultsSayNothingAboutTheProvider() {
        Set<RejectionClass> harmless =
                EnumSet.of(RejectionClass.START_TOO_EARLY, RejectionClass.START_TOO_LATE, RejectionClass.BLOCKLISTED);
        for (RejectionClass rejection : RejectionClass.values()) {
            if (rejection.isOurs() || harmless.contains(rejection)) {
                // When
                TrackRecord record = after(TrackRecord.NONE, 100, new Evidence.Rejected(rejection, "no"));

                // Then
                assertThat(record.backOff()).as(rejection.name()).isEqualTo(BackOff.NONE);
                assertThat(record.score().bad()).as(rejection.name()).isZero();
            }
        }
        assertThat(Arrays.stream(RejectionClass.values()).filter(RejectionClass::isOurs))
                .hasSize(9);
    }

    @Test
    void aBusyProviderIsAskedAgainBetweenOneAndSixHoursLater() {
        long seed = new SplittableRandom().nextLong();
        SplittableRandom random = new SplittableRandom(seed);

        // When
        List<Long> waits = random.longs(2000)
                .mapToObj(bits -> new UUID(0, bits))
                .map(deal -> RULES.after(TrackRecord.NONE, 1000, deal, new Evidence.Busy("full"))
                        .backOff()
                        .untilEpoch())
                .toList();

        // Then
        assertThat(waits).as("seed " + seed).allMatch(until -> until >= 1120 && until <= 1720);
        assertThat(waits.stream().collect(Collectors.toSet()))
                .as("seed " + seed)
                .hasSizeGreaterThan(300);
    }

    @Test
    void aLaterEndOfABackOffStands() {
        // When
        TrackRecord banned = after(TrackRecord.NONE, 100, new Evidence.Rejected(RejectionClass.NOT_ALLOWED, "no"));
        TrackRecord busy = after(banned, 101, new Evidence.Busy("full"));

        // Then
        assertThat(busy.backOff()).isEqualTo(banned.backOff());
    }

    @Test
    void speedIsThatOfAllTransfers() {
        // When
        TrackRecord one = after(TrackRecord.NONE, 1, new Evidence.Transferred(1000, Duration.ofSeconds(1)));
        TrackRecord two = after(one, 2, new Evidence.Transferred(5000, Duration.ofSeconds(2)));

        // Then
        assertThat(two.counts().bytesPerSecond()).isEqualTo(2000);
        assertThat(TrackRecord.NONE.counts().bytesPerSecond()).isZero();
    }

    private static TrackRecord after(TrackRecord before, long epoch, Evidence evidence) {
        return RULES.after(before, epoch, DEAL, evidence);
    }
}
