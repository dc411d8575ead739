package io.whypfs.scheduler.buckets;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Drafts of buckets: a global one, a user's first one, and the one that takes a sealed one's place. */
public final class NewBuckets {

    private static final long NO_NUMBER_YET = 0;

    private final Supplier<UUID> uuids;

    /** @param uuids gives a fresh uuid at each call */
    public NewBuckets(Supplier<UUID> uuids) {
        this.uuids = uuids;
    }

    public Bucket global(String core, SealingTerms terms, Instant now) {
        return first(BucketKind.global, "global", null, core, terms, now);
    }

    /** A user's; {@code core} may be null, then the first content brings it. */
    public Bucket dedicated(long user, String name, @Nullable String core, SealingTerms terms, Instant now) {
        return first(BucketKind.dedicated, name, user, core, terms, now);
    }

    /** The next of a line, with the same settings and home. */
    public Bucket successorOf(Bucket sealed, SealingTerms terms, Instant now) {
        BucketIdentity old = sealed.identity();
        return open(
                new BucketIdentity(
                        NO_NUMBER_YET, uuids.get(), old.line(), old.kind(), old.name(), old.user(), now, old.uuid()),
                sealed.core(),
                terms,
                now);
    }

    private Bucket first(
            BucketKind kind, String name, @Nullable Long user, @Nullable String core, SealingTerms terms, Instant now) {
        UUID uuid = uuids.get();
        return open(new BucketIdentity(NO_NUMBER_YET, uuid, uuid, kind, name, user, now, null), core, terms, now);
    }

    private static Bucket open(BucketIdentity identity, @Nullable String core, SealingTerms terms, Instant now) {
        return new Bucket(
                identity,
                core,
                BucketState.open,
                now,
                terms,
                Fill.EMPTY,
                Piecework.NONE,
                DealCount.NONE,
                null,
                0,
                null);
    }
}
