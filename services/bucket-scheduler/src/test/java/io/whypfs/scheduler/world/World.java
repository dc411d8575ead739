package io.whypfs.scheduler.world;

import io.whypfs.events.ContentDeleted;
import io.whypfs.events.ContentStored;
import io.whypfs.events.DealChanged;
import io.whypfs.events.Event;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.PieceDelayed;
import io.whypfs.events.PieceReady;
import io.whypfs.scheduler.buckets.Bucket;
import io.whypfs.scheduler.buckets.Transactions;
import io.whypfs.scheduler.gc.GivingUp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The scheduler's storage, and the facts that come in and go out. */
public interface World {

    Transactions transactions();

    /** A fact comes in: about a content, a piece or a deal. */
    void tell(Event fact, long sequence, Instant time) throws Exception;

    /** All facts that went out, in order. */
    List<EventEnvelope> told() throws Exception;

    /** All buckets, the oldest first. */
    List<Bucket> buckets() throws Exception;

    /** The state of a content, and the bucket it is in. */
    Standing standing(long content) throws Exception;

    GivingUp.Report giveUp(GivingUp givingUp) throws Exception;

    /** Where a content stands. */
    record Standing(
            String state,
            @Nullable UUID bucket,
            @Nullable String why,
            @Nullable Instant givesUpAt) {}

    default Bucket bucket(UUID uuid) throws Exception {
        return buckets().stream()
                .filter(bucket -> bucket.uuid().equals(uuid))
                .findFirst()
                .orElseThrow();
    }

    /** A CID's text of the usual length, different for each content. */
    static String cid(long content) {
        return "bafkrei" + String.format("%052d", content);
    }

    static ContentStored stored(long content, long user, long carBytes, String home, @Nullable UUID wished) {
        return new ContentStored(
                content,
                user,
                cid(content),
                "file " + content,
                carBytes,
                carBytes,
                carBytes,
                1,
                List.of(home),
                1,
                wished);
    }

    static ContentDeleted deleted(long content, long user) {
        return new ContentDeleted(content, user, cid(content));
    }

    static PieceReady pieceReady(Bucket bucket) {
        return new PieceReady(
                bucket.uuid(),
                bucket.id(),
                bucket.homeCore(),
                "baga" + bucket.id(),
                "bafkz" + bucket.id(),
                4096,
                3000,
                "bafyroot",
                1,
                1);
    }

    static PieceDelayed pieceDelayed(Bucket bucket) {
        return new PieceDelayed(
                bucket.uuid(),
                "Its core copies 2 contents.",
                "The piece is built then.",
                Instant.parse("2026-11-24T12:00:00Z"));
    }

    static DealChanged deal(UUID deal, UUID bucket, String state, boolean over) {
        return new DealChanged(
                deal,
                1,
                bucket,
                "baga",
                4096,
                "f01000",
                state,
                "why",
                "next",
                null,
                over,
                "f1client",
                false,
                "0",
                1,
                2,
                null,
                null,
                null,
                1);
    }
}
