package io.whypfs.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.events.BucketAudited;
import io.whypfs.events.BucketMembers;
import io.whypfs.events.BucketSealed;
import io.whypfs.events.ContentsAssigned;
import io.whypfs.events.Event;
import io.whypfs.events.EventEnvelope;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.scheduler.buckets.Bucket;
import io.whypfs.scheduler.buckets.BucketKind;
import io.whypfs.scheduler.buckets.BucketRules;
import io.whypfs.scheduler.buckets.BucketStanding;
import io.whypfs.scheduler.buckets.BucketState;
import io.whypfs.scheduler.buckets.Ledger;
import io.whypfs.scheduler.buckets.NewBuckets;
import io.whypfs.scheduler.buckets.PieceSpace;
import io.whypfs.scheduler.buckets.Piecework;
import io.whypfs.scheduler.buckets.SealSchedule;
import io.whypfs.scheduler.buckets.Sealing;
import io.whypfs.scheduler.buckets.SealingTerms;
import io.whypfs.scheduler.buckets.Transactions;
import io.whypfs.scheduler.checker.Checker;
import io.whypfs.scheduler.creator.Assignment;
import io.whypfs.scheduler.gc.GivingUp;
import io.whypfs.scheduler.gc.Retirement;
import io.whypfs.scheduler.processor.Processor;
import io.whypfs.scheduler.world.ManualClock;
import io.whypfs.scheduler.world.World;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the creator, processor, checker and garbage collection do, on any storage. */
@Timeout(120)
abstract class SchedulerContract {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final long KIB = 1024;
    private static final long USER = 7;
    private static final String CORE = "core-a";

    private final ManualClock clock = new ManualClock(START);
    private final SealingTerms defaults = new SealingTerms(4, 100 * KIB, null, Duration.ofDays(2));
    private final BucketRules rules = new BucketRules(
            new PieceSpace(new PaddedPieceSize(256 * KIB)),
            defaults,
            3,
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            Duration.ofDays(90));
    private final NewBuckets drafts = new NewBuckets(UUID::randomUUID);
    private World world;

    /** An empty storage. */
    abstract World freshWorld();

    @BeforeEach
    void makeTheWorld() {
        world = freshWorld();
    }

    @Test
    void contentsWithoutAWishGoIntoTheOpenBucketOfTheirCore() throws Exception {
        // Given
        store(1, KIB, "core-a", null);
        store(2, KIB, "core-b", null);
        store(3, 2 * KIB, "core-a", null);

        // When
        Assignment.Report report = create();

        // Then
        assertThat(report).isEqualTo(new Assignment.Report(3, 0, 0));
        Bucket a = bucketOf(1);
        Bucket b = bucketOf(2);
        assertThat(bucketOf(3)).isEqualTo(a);
        assertThat(a.core()).isEqualTo("core-a");
        assertThat(b.core()).isEqualTo("core-b");
        assertThat(a.identity().kind()).isEqualTo(BucketKind.global);
        assertThat(a.state()).isEqualTo(BucketState.open);
        assertThat(a.fill().files()).isEqualTo(2);
        assertThat(a.fill().carBytes()).isEqualTo(3 * KIB);
        assertThat(a.fill().dueAt()).isEqualTo(START.plus(Duration.ofDays(2)));
        assertThat(facts(a)).containsExactly(new ContentsAssigned(a.uuid(), a.id(), List.of(1L, 3L)));
        assertThat(facts(b)).containsExactly(new ContentsAssigned(b.uuid(), b.id(), List.of(2L)));
    }

    @Test
    void aSecondRunFillsTheSameBucket() throws Exception {
        // Given
        store(1, KIB);
        create();

        // When
        store(2, KIB);
        create();
        Assignment.Report third = create();

        // Then
        assertThat(third).isEqualTo(new Assignment.Report(0, 0, 0));
        assertThat(world.buckets()).hasSize(1);
        assertThat(world.told()).extracting(EventEnvelope::sequence).containsExactly(1L, 2L);
    }

    @Test
    void aBucketWithItsNumberOfFilesIsSealedAndFollowed() throws Exception {
        // Given
        LongStream.rangeClosed(1, 9).forEach(content -> store(content, KIB));

        // When
        Assignment.Report report = create();

        // Then
        assertThat(report).isEqualTo(new Assignment.Report(9, 0, 2));
        List<Bucket> buckets = world.buckets();
        assertThat(buckets)
                .extracting(Bucket::state)
                .containsExactly(BucketState.sealed, BucketState.sealed, BucketState.open);
        assertThat(buckets.getFirst().successor()).isEqualTo(buckets.get(1).uuid());
        assertThat(buckets.get(2).identity().predecessor())
                .isEqualTo(buckets.get(1).uuid());
        assertThat(buckets.get(2).identity().line())
                .isEqualTo(buckets.getFirst().uuid());
        Bucket first = buckets.getFirst();
        assertThat(facts(first))
                .containsExactly(
                        new ContentsAssigned(first.uuid(), first.id(), List.of(1L, 2L, 3L, 4L)),
                        new BucketMembers(first.uuid(), 1, members(1, 2, 3, 4)),
                        new BucketSealed(
                                first.uuid(),
                                first.id(),
                                "global",
                                CORE,
                                null,
                                4,
                                1,
                                4 * KIB,
                                "It reached its number of files, 4."));
        assertThat(sequences(first)).containsExactly(1L, 2L, 3L);
        assertThat(first.sequence()).isEqualTo(3);
    }

    @Test
    void aBucketThatPassesItsThresholdIsSealedWithTheContentThatDidIt() throws Exception {
        // Given
        store(1, 60 * KIB);
        store(2, 60 * KIB);
        store(3, 60 * KIB);

        // When
        create();

        // Then
        Bucket first = world.buckets().getFirst();
        assertThat(first.state()).isEqualTo(BucketState.sealed);
        assertThat(first.fill().files()).isEqualTo(2);
        assertThat(because(first)).isEqualTo("Its size, 120 KiB, passed the threshold of 100 KiB.");
        assertThat(bucketOf(3).state()).isEqualTo(BucketState.open);
    }

    @Test
    void aContentThatDoesNotFitSealsTheBucketAndOpensTheNext() throws Exception {
        // Given
        store(1, 90 * KIB);
        store(2, 200 * KIB);

        // When
        create();

        // Then
        Bucket first = bucketOf(1);
        assertThat(first.state()).isEqualTo(BucketState.sealed);
        assertThat(because(first))
                .isEqualTo("The next content, of 204800 bytes, does not fit beside 92160 bytes in a sector of 262144"
                        + " bytes.");
        assertThat(bucketOf(2).identity().predecessor()).isEqualTo(first.uuid());
    }

    @Test
    void aContentThatFitsNoPieceIsSetAsideWithItsReason() throws Exception {
        // Given
        store(1, KIB);
        store(2, 256 * KIB);
        store(3, KIB);

        // When
        Assignment.Report report = create();

        // Then
        assertThat(report).isEqualTo(new Assignment.Report(2, 1, 0));
        assertThat(world.standing(2).state()).isEqualTo("oversize");
        assertThat(world.standing(2).why())
                .isEqualTo(
                        "Its CAR is longer than a piece in a sector of 262144 bytes takes, 256000 bytes with its entry"
                                + " in the piece's directory.");
        assertThat(bucketOf(3)).isEqualTo(bucketOf(1));
    }

    @Test
    void aWishedBucketGetsItsContentsAndASuccessorWhenAskedForAgain() throws Exception {
        // Given
        Bucket wished = dedicated(new SealingTerms(2, 100 * KIB, null, Duration.ofDays(1)));
        store(1, KIB, "core-b", wished.uuid());
        store(2, KIB, "core-c", wished.uuid());
        create();
        assertThat(world.buckets()).hasSize(1);
        assertThat(world.bucket(wished.uuid()).state()).isEqualTo(BucketState.sealed);

        // When
        store(3, KIB, "core-c", wished.uuid());
        create();
        UUID successor = Objects.requireNonNull(world.bucket(wished.uuid()).successor());
        store(4, KIB, "core-d", successor);
        create();
        store(5, KIB, "core-d", wished.uuid());
        create();

        // Then
        assertThat(world.buckets()).hasSize(3);
        assertThat(world.bucket(wished.uuid()).core()).isEqualTo("core-b");
        assertThat(bucketOf(3).uuid()).isEqualTo(successor);
        assertThat(bucketOf(3).core()).isEqualTo("core-b");
        assertThat(bucketOf(3).terms()).isEqualTo(wished.terms());
        assertThat(bucketOf(4)).isEqualTo(bucketOf(3));
        assertThat(bucketOf(5).identity().predecessor()).isEqualTo(successor);
        assertThat(count(BucketSealed.class)).isEqualTo(2);
    }

    @Test
    void aWishThatCannotBeMetWaitsAndHoldsUpNobody() throws Exception {
        // Given
        Bucket wished = dedicated(defaults);
        store(1, KIB, CORE, UUID.randomUUID());
        world.tell(World.stored(2, USER + 1, KIB, CORE, wished.uuid()), 1, clock.instant());
        store(3, KIB, CORE, wished.uuid());
        store(4, KIB);

        // When
        Assignment.Report report = create();

        // Then
        assertThat(report.assigned()).isEqualTo(2);
        assertThat(world.standing(1).state()).isEqualTo("unassigned");
        assertThat(world.standing(2).state()).isEqualTo("unassigned");
        assertThat(bucketOf(3).uuid()).isEqualTo(wished.uuid());
    }

    @Test
    void contentsWithoutAKnownHomeGoWithThoseThatHaveOne() throws Exception {
        // Given
        store(1, KIB, "", null);
        assertThat(create().assigned()).isZero();
        assertThat(world.buckets()).isEmpty();

        // When
        store(2, KIB);
        create();

        // Then
        assertThat(bucketOf(1)).isEqualTo(bucketOf(2));
    }

    @Test
    void aPausedBucketTakesContentsAndIsNotSealed() throws Exception {
        // Given
        Bucket paused = dedicated(new SealingTerms(2, 100 * KIB, null, Duration.ofHours(1)));
        change(paused.uuid(), (ledger, bucket) -> ledger.save(bucket.paused(clock.instant())));
        LongStream.rangeClosed(1, 3).forEach(content -> store(content, KIB, CORE, paused.uuid()));

        // When
        create();
        clock.advance(Duration.ofHours(2));
        int sealed = seal();

        // Then
        assertThat(sealed).isZero();
        assertThat(world.bucket(paused.uuid()).fill().files()).isEqualTo(2);
        assertThat(world.standing(3).state()).isEqualTo("unassigned");

        // When
        change(paused.uuid(), (ledger, bucket) -> ledger.save(bucket.resumed(clock.instant())));
        create();

        // Then
        assertThat(world.bucket(paused.uuid()).state()).isEqualTo(BucketState.sealed);
        assertThat(bucketOf(3).identity().predecessor()).isEqualTo(paused.uuid());
    }

    @Test
    void anOldBucketIsSealedAtTheLookAfterItsAge() throws Exception {
        // Given
        store(1, KIB);
        create();
        clock.advance(Duration.ofDays(2).minusSeconds(1));
        assertThat(seal()).isZero();

        // When
        clock.advance(Duration.ofSeconds(1));
        int sealed = seal();

        // Then
        assertThat(sealed).isEqualTo(1);
        assertThat(seal()).isZero();
        Bucket bucket = bucketOf(1);
        assertThat(because(bucket)).isEqualTo("Its first content is 2 days old, since 2026-11-26T10:00:00Z.");
        assertThat(Objects.requireNonNull(bucket.piecework().seal()).at()).isEqualTo(clock.instant());
    }

    @Test
    void aScheduleSealsWhatIsInAndNeverAnEmptyBucket() throws Exception {
        // Given
        Bucket nightly =
                dedicated(new SealingTerms(100, 100 * KIB, SealSchedule.parse("0 3 * * *"), Duration.ofDays(30)));
        clock.advance(Duration.ofDays(1));
        assertThat(seal()).isZero();

        // When
        store(1, KIB, CORE, nightly.uuid());
        create();
        int before = seal();
        clock.advance(Duration.ofHours(17));
        int after = seal();

        // Then
        assertThat(before).isZero();
        assertThat(after).isEqualTo(1);
        assertThat(because(world.bucket(nightly.uuid())))
                .isEqualTo("Its schedule (0 3 * * *) says so, since 2026-11-26T03:00:00Z.");
    }

    @Test
    void aDeletedContentLeavesItsOpenBucketAndStaysInASealedOne() throws Exception {
        // Given
        store(1, KIB);
        store(2, 3 * KIB);
        create();

        // When
        world.tell(World.deleted(1, USER), 2, clock.instant());
        world.tell(World.deleted(1, USER), 2, clock.instant());

        // Then
        assertThat(world.standing(1)).isEqualTo(new World.Standing("dropped", null, null, null));
        assertThat(bucketOf(2).fill().files()).isEqualTo(1);
        assertThat(bucketOf(2).fill().carBytes()).isEqualTo(3 * KIB);
        assertThat(bucketOf(2).fill().entryBytes()).isEqualTo(PieceSpace.entryBytes(World.cid(2)));

        // When
        clock.advance(Duration.ofDays(2));
        seal();
        Bucket sealed = bucketOf(2);
        world.tell(World.deleted(2, USER), 2, clock.instant());

        // Then
        assertThat(world.bucket(sealed.uuid())).isEqualTo(sealed);
        assertThat(world.standing(2)).isEqualTo(new World.Standing("dropped", sealed.uuid(), null, null));
        assertThat(facts(sealed)).contains(new BucketMembers(sealed.uuid(), 1, members(2)));
    }

    @Test
    void aBucketThatIsEmptiedByDeletionsIsNotSealedAndStartsAnew() throws Exception {
        // Given
        store(1, KIB);
        create();
        world.tell(World.deleted(1, USER), 2, clock.instant());
        clock.advance(Duration.ofDays(3));
        assertThat(seal()).isZero();

        // When
        store(2, KIB);
        create();

        // Then
        assertThat(world.buckets()).hasSize(1);
        assertThat(bucketOf(2).fill().dueAt()).isEqualTo(clock.instant().plus(Duration.ofDays(2)));
    }

    @Test
    void anEmptyBucketCannotBeSealed() throws Exception {
        // Given
        Bucket empty = dedicated(defaults);

        // When, Then
        assertThatThrownBy(() ->
                        change(empty.uuid(), (ledger, bucket) -> Sealing.seal(ledger, bucket, "now", clock.instant())))
                .isInstanceOf(IllegalStateException.class);
        assertThat(world.told()).isEmpty();
    }

    @Test
    void membersAreToldInPartsOfAThousand() throws Exception {
        // Given
        Bucket large = dedicated(new SealingTerms(2001, 200 * KIB, null, Duration.ofDays(1)));
        SealingTerms terms = large.terms();
        assertThat(terms.maxFiles()).isEqualTo(2001);
        BucketRules roomy = new BucketRules(
                new PieceSpace(new PaddedPieceSize(8 << 20)),
                defaults,
                3,
                rules.tick(),
                rules.auditPeriod(),
                rules.oldest());
        LongStream.rangeClosed(1, 2001).forEach(content -> store(content, 10, CORE, large.uuid()));

        // When
        new Assignment(roomy, drafts, clock, 700).assignAll(world.transactions(), () -> false);

        // Then
        List<Event> facts = facts(large);
        assertThat(facts.stream().filter(ContentsAssigned.class::isInstance)).hasSize(3);
        List<BucketMembers> parts = facts.stream()
                .filter(BucketMembers.class::isInstance)
                .map(BucketMembers.class::cast)
                .toList();
        assertThat(parts).extracting(BucketMembers::part).containsExactly(1, 2, 3);
        assertThat(parts).extracting(part -> part.members().size()).containsExactly(1000, 1000, 1);
        assertThat(facts.getLast())
                .isEqualTo(new BucketSealed(
                        large.uuid(),
                        large.id(),
                        "mine",
                        CORE,
                        USER,
                        2001,
                        3,
                        20010,
                        "It reached its number of files, 2001."));
        assertThat(sequences(large)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void aTransactionThatFailsLeavesNothingBehind() throws Exception {
        // Given
        store(1, KIB);

        // When
        assertThatThrownBy(() -> world.transactions().run(ledger -> {
                    new Assignment(rules, drafts, clock, 10).assignAll(inside(ledger), () -> false);
                    throw new IllegalStateException("a crash before the commit");
                }))
                .hasMessage("a crash before the commit");

        // Then
        assertThat(world.standing(1).state()).isEqualTo("unassigned");
        assertThat(world.buckets()).isEmpty();
        assertThat(world.told()).isEmpty();
    }

    @Test
    void factsAboutThePieceMoveTheBucketOnceAndOnlyForward() throws Exception {
        // Given
        Bucket sealed = sealedBucket(1);
        world.tell(World.pieceDelayed(sealed), 1, clock.instant());
        assertThat(BucketStanding.of(world.bucket(sealed.uuid()), rules, clock.instant()))
                .isEqualTo(new BucketStanding(
                        "Its core copies 2 contents.",
                        "The piece is built then.",
                        Instant.parse("2026-11-24T12:00:00Z")));

        // When
        world.tell(World.pieceReady(sealed), 3, clock.instant());
        world.tell(World.pieceReady(sealed), 3, clock.instant().plusSeconds(5));
        world.tell(World.pieceDelayed(sealed), 2, clock.instant());

        // Then
        Bucket ready = world.bucket(sealed.uuid());
        assertThat(ready.state()).isEqualTo(BucketState.ready);
        assertThat(ready.since()).isEqualTo(clock.instant());
        assertThat(ready.piecework())
                .isEqualTo(new Piecework(
                        sealed.piecework().seal(),
                        new Piecework.BuiltPiece("baga" + sealed.id(), 4096, 3000),
                        null,
                        3));
    }

    @Test
    void aBucketIsCompletedByItsActiveDealsAndAuditedOncePerPeriodWhenSomeEnd() throws Exception {
        // Given
        Bucket bucket = sealedBucket(1);
        world.tell(World.pieceReady(bucket), 1, clock.instant());
        List<UUID> deals = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        for (UUID deal : deals) {
            world.tell(World.deal(deal, bucket.uuid(), "sealing", false), 1, clock.instant());
        }
        world.tell(World.deal(deals.get(0), bucket.uuid(), "active", false), 2, clock.instant());
        world.tell(World.deal(deals.get(1), bucket.uuid(), "active", false), 2, clock.instant());
        assertThat(check()).isEqualTo(new Checker.Report(0, 0));
        assertThat(world.bucket(bucket.uuid()).deals().live()).isEqualTo(3);
        assertThat(world.bucket(bucket.uuid()).deals().active()).isEqualTo(2);

        // When
        world.tell(World.deal(deals.get(2), bucket.uuid(), "active", false), 2, clock.instant());

        // Then
        assertThat(check()).isEqualTo(new Checker.Report(1, 0));
        assertThat(world.bucket(bucket.uuid()).state()).isEqualTo(BucketState.completed);

        // When
        world.tell(World.deal(deals.get(1), bucket.uuid(), "slashed", true), 4, clock.instant());
        world.tell(World.deal(deals.get(1), bucket.uuid(), "active", false), 3, clock.instant());

        // Then
        assertThat(check()).isEqualTo(new Checker.Report(0, 1));
        assertThat(check()).isEqualTo(new Checker.Report(0, 0));
        String why = "It has only 2 of 3 live deals, 2 of them active: the others ended.";
        assertThat(facts(bucket).getLast()).isEqualTo(new BucketAudited(bucket.uuid(), 3, 2, 1, why));
        assertThat(BucketStanding.of(world.bucket(bucket.uuid()), rules, clock.instant()))
                .isEqualTo(new BucketStanding(
                        why,
                        "The deal-maker makes 1 more; the checker tells it again while any is missing.",
                        clock.instant().plus(Duration.ofHours(1))));

        // When
        clock.advance(Duration.ofHours(1));

        // Then
        assertThat(check()).isEqualTo(new Checker.Report(0, 1));
        assertThat(sequences(bucket)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void onlyCompletedAndUnusedBucketsAreRetired() throws Exception {
        // Given
        Bucket completed = completedBucket(1);
        Bucket unfinished = sealedBucket(10);
        Bucket unused = dedicated(defaults);
        clock.advance(Duration.ofDays(90).minusSeconds(1));
        assertThat(retire()).isZero();

        // When
        clock.advance(Duration.ofSeconds(1));
        int retired = retire();

        // Then
        assertThat(retired).isEqualTo(2);
        assertThat(world.bucket(completed.uuid()).retiredBecause())
                .isEqualTo("It was completed at 2026-11-24T10:00:00Z, longer than 90 days ago.");
        assertThat(world.bucket(unused.uuid()).retiredBecause())
                .isEqualTo("Nothing has been in it since 2026-11-24T10:00:00Z, longer than 90 days.");
        assertThat(world.bucket(unfinished.uuid()).state()).isEqualTo(BucketState.sealed);
    }

    @Test
    void aRetiredBucketIsStillAuditedAndAnUnusedOneIsFollowedWhenAskedFor() throws Exception {
        // Given
        Bucket completed = completedBucket(1);
        Bucket unused = dedicated(defaults);
        clock.advance(Duration.ofDays(90));
        retire();

        // When
        world.tell(World.deal(new UUID(0, 2), completed.uuid(), "expired", true), 9, clock.instant());
        store(50, KIB, CORE, unused.uuid());
        create();

        // Then
        assertThat(check()).isEqualTo(new Checker.Report(0, 1));
        assertThat(bucketOf(50).identity().predecessor()).isEqualTo(unused.uuid());
    }

    @Test
    void aContentThatWaitsInVainIsToldBeforeItIsGivenUp() throws Exception {
        // Given
        GivingUp givingUp = new GivingUp(Duration.ofDays(90), Duration.ofDays(14), clock);
        store(1, 256 * KIB);
        store(2, KIB, CORE, UUID.randomUUID());
        store(3, KIB);
        create();
        clock.advance(Duration.ofDays(76));

        // When
        GivingUp.Report first = world.giveUp(givingUp);
        GivingUp.Report again = world.giveUp(givingUp);

        // Then
        assertThat(first).isEqualTo(new GivingUp.Report(2, 0));
        assertThat(again).isEqualTo(new GivingUp.Report(0, 0));
        assertThat(world.standing(1).state()).isEqualTo("oversize");
        assertThat(world.standing(2).givesUpAt()).isEqualTo(START.plus(Duration.ofDays(90)));
        assertThat(world.standing(3).givesUpAt()).isNull();

        // When
        clock.advance(Duration.ofDays(14));
        GivingUp.Report last = world.giveUp(givingUp);

        // Then
        assertThat(last).isEqualTo(new GivingUp.Report(0, 2));
        assertThat(world.standing(2).state()).isEqualTo("dropped");
        assertThat(world.standing(2).why())
                .isEqualTo("It was given up, because no bucket could take it since 2026-11-24T10:00:00Z. ");
        assertThat(world.standing(3).state()).isEqualTo("assigned");
    }

    @Test
    void aNoticeThatComesLateIsStillAWholeNotice() throws Exception {
        // Given
        GivingUp givingUp = new GivingUp(Duration.ofDays(90), Duration.ofDays(14), clock);
        store(1, 256 * KIB);
        create();
        clock.advance(Duration.ofDays(365));

        // When
        world.giveUp(givingUp);

        // Then
        assertThat(world.standing(1).givesUpAt()).isEqualTo(clock.instant().plus(Duration.ofDays(14)));
        assertThat(world.standing(1).state()).isEqualTo("oversize");
    }

    @Test
    void aFactToldTwiceOrLateChangesNothing() throws Exception {
        // Given
        store(1, KIB);
        create();
        Bucket before = bucketOf(1);

        // When
        world.tell(World.stored(1, USER, 9 * KIB, "core-z", null), 1, clock.instant());
        world.tell(World.stored(1, USER, 9 * KIB, "core-z", null), 2, clock.instant());
        create();

        // Then
        assertThat(bucketOf(1)).isEqualTo(before);
        assertThat(world.told()).hasSize(1);
    }

    @FunctionalInterface
    private interface Change {
        void on(Ledger ledger, Bucket bucket) throws SQLException;
    }

    private void change(UUID bucket, Change change) throws Exception {
        world.transactions().run(ledger -> {
            change.on(ledger, ledger.lock(bucket).orElseThrow());
            return bucket;
        });
    }

    /** A transaction within a transaction, for crashes at its end. */
    private static Transactions inside(Ledger ledger) {
        return new Transactions() {
            @Override
            public <T> T run(Work<T> work) throws SQLException {
                return work.on(ledger);
            }
        };
    }

    private Bucket dedicated(SealingTerms terms) throws Exception {
        return world.transactions()
                .run(ledger -> ledger.create(drafts.dedicated(USER, "mine", null, terms, clock.instant())));
    }

    private Bucket sealedBucket(long content) throws Exception {
        Bucket bucket = dedicated(new SealingTerms(1, 100 * KIB, null, Duration.ofDays(1)));
        store(content, KIB, CORE, bucket.uuid());
        create();
        return world.bucket(bucket.uuid());
    }

    private Bucket completedBucket(long content) throws Exception {
        Bucket bucket = sealedBucket(content);
        world.tell(World.pieceReady(bucket), 1, clock.instant());
        for (int deal = 1; deal <= 3; deal++) {
            world.tell(World.deal(new UUID(0, deal), bucket.uuid(), "active", false), 1, clock.instant());
        }
        check();
        return world.bucket(bucket.uuid());
    }

    private void store(long content, long carBytes) {
        store(content, carBytes, CORE, null);
    }

    private void store(long content, long carBytes, String home, @Nullable UUID wished) {
        try {
            world.tell(World.stored(content, USER, carBytes, home, wished), 1, clock.instant());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Assignment.Report create() throws Exception {
        return new Assignment(rules, drafts, clock, 100).assignAll(world.transactions(), () -> false);
    }

    private int seal() throws Exception {
        return new Processor(clock).sealAll(world.transactions(), () -> false);
    }

    private Checker.Report check() throws Exception {
        return new Checker(rules, clock).check(world.transactions(), () -> false);
    }

    private int retire() throws Exception {
        return new Retirement(Duration.ofDays(90), clock).retireAll(world.transactions(), () -> false);
    }

    private Bucket bucketOf(long content) throws Exception {
        return world.bucket(Objects.requireNonNull(world.standing(content).bucket()));
    }

    private List<Event> facts(Bucket bucket) throws Exception {
        return world.told().stream()
                .filter(fact -> fact.key().equals(bucket.uuid().toString()))
                .map(EventEnvelope::data)
                .toList();
    }

    private List<Long> sequences(Bucket bucket) throws Exception {
        return world.told().stream()
                .filter(fact -> fact.key().equals(bucket.uuid().toString()))
                .map(EventEnvelope::sequence)
                .toList();
    }

    private long count(Class<? extends Event> type) throws Exception {
        return world.told().stream()
                .map(EventEnvelope::data)
                .filter(type::isInstance)
                .count();
    }

    private static String because(Bucket bucket) {
        return Objects.requireNonNull(bucket.piecework().seal()).because();
    }

    private static List<BucketMembers.Member> members(long... contents) {
        List<BucketMembers.Member> members = new ArrayList<>();
        for (long content : contents) {
            members.add(new BucketMembers.Member(content, World.cid(content)));
        }
        return members;
    }
}
