package io.whypfs.scheduler.buckets;

import io.whypfs.scheduler.buckets.Piecework.BuiltPiece;
import io.whypfs.scheduler.buckets.Piecework.Delay;
import io.whypfs.scheduler.buckets.Piecework.Seal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bucket as it stands. A value: each step gives a new one, which {@link Ledger#save} keeps.
 *
 * @param identity what never changes
 * @param core home core; null while a dedicated bucket has not had a content
 * @param state where it stands
 * @param since when it came to stand there
 * @param terms when it is sealed
 * @param fill what is in it
 * @param piecework what became of it after its sealing
 * @param deals its deals
 * @param retiredBecause why it was retired; null unless it was
 * @param sequence sequence of the newest fact told about it
 * @param successor the bucket that took its place; null: none yet
 */
public record Bucket(
        BucketIdentity identity,
        @Nullable String core,
        BucketState state,
        Instant since,
        SealingTerms terms,
        Fill fill,
        Piecework piecework,
        DealCount deals,
        @Nullable String retiredBecause,
        long sequence,
        @Nullable UUID successor) {

    public UUID uuid() {
        return identity.uuid();
    }

    public long id() {
        return identity.id();
    }

    /** Its home core. @throws IllegalStateException while it has none */
    public String homeCore() {
        if (core == null) {
            throw new IllegalStateException("The bucket " + uuid() + " has no home before its first content.");
        }
        return core;
    }

    /** The same with these contents in it; its home is {@code home} unless it has one. */
    public Bucket filled(Fill more, String home) {
        require(state.takesContents(), "take contents");
        String itsCore = core == null ? home : core;
        return new Bucket(
                identity, itsCore, state, since, terms, more, piecework, deals, retiredBecause, sequence, successor);
    }

    /** The same without a content that was in it. */
    public Bucket without(String cid, long carBytes) {
        require(state.takesContents(), "lose a content");
        return new Bucket(
                identity,
                core,
                state,
                since,
                terms,
                fill.without(cid, carBytes),
                piecework,
                deals,
                retiredBecause,
                sequence,
                successor);
    }

    public Bucket paused(Instant now) {
        require(state == BucketState.open, "be paused");
        return in(BucketState.paused, now);
    }

    public Bucket resumed(Instant now) {
        require(state == BucketState.paused, "be resumed");
        return in(BucketState.open, now);
    }

    /** Sealed; never an empty one. */
    Bucket sealed(Instant now, String because) {
        require(state.takesContents() && !fill.isEmpty(), "be sealed");
        return in(BucketState.sealed, now).with(new Piecework(new Seal(now, because), null, null, 0));
    }

    /** With its piece; a sealed one becomes ready. The same when a newer fact about the piece was noted before. */
    public Bucket pieceBuilt(BuiltPiece piece, long pieceSequence, Instant at) {
        if (pieceSequence <= piecework.sequence() || state.takesContents()) {
            return this;
        }
        Bucket moved = state == BucketState.sealed ? in(BucketState.ready, at) : this;
        return moved.with(new Piecework(piecework.seal(), piece, null, pieceSequence));
    }

    /** With the words of its core; the same when a newer fact about the piece was noted before. */
    public Bucket pieceDelayed(Delay delay, long pieceSequence) {
        if (pieceSequence <= piecework.sequence() || state.takesContents()) {
            return this;
        }
        return with(new Piecework(piecework.seal(), piecework.piece(), delay, pieceSequence));
    }

    public Bucket completed(Instant now) {
        require(state == BucketState.ready, "be completed");
        return in(BucketState.completed, now);
    }

    /** Retired: completed ones, and open ones that are empty. */
    public Bucket retired(Instant now, String because) {
        require(state == BucketState.completed || (state.takesContents() && fill.isEmpty()), "be retired");
        return new Bucket(
                identity, core, BucketState.retired, now, terms, fill, piecework, deals, because, sequence, successor);
    }

    public Bucket with(DealCount count) {
        return new Bucket(
                identity, core, state, since, terms, fill, piecework, count, retiredBecause, sequence, successor);
    }

    public Bucket followedBy(UUID next) {
        return new Bucket(identity, core, state, since, terms, fill, piecework, deals, retiredBecause, sequence, next);
    }

    /** After so many more facts were told about it. */
    Bucket told(int facts) {
        return new Bucket(
                identity,
                core,
                state,
                since,
                terms,
                fill,
                piecework,
                deals,
                retiredBecause,
                sequence + facts,
                successor);
    }

    private Bucket in(BucketState next, Instant now) {
        return new Bucket(
                identity, core, next, now, terms, fill, piecework, deals, retiredBecause, sequence, successor);
    }

    private Bucket with(Piecework work) {
        return new Bucket(identity, core, state, since, terms, fill, work, deals, retiredBecause, sequence, successor);
    }

    private void require(boolean may, String step) {
        if (!may) {
            throw new IllegalStateException("The bucket " + uuid() + " is " + state + " with " + fill.files()
                    + " files; it cannot " + step + ".");
        }
    }
}
