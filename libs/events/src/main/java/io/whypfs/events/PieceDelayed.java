package io.whypfs.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The piece of a bucket cannot be built yet.
 *
 * @param bucket the bucket
 * @param why one sentence
 * @param next what happens next, one sentence
 * @param nextAt when; null: when what is missing is there
 */
public record PieceDelayed(
        UUID bucket, String why, String next, @Nullable Instant nextAt) implements PieceEvent {

    public static final String TYPE = "PieceDelayed";
    public static final int VERSION = 1;

    public PieceDelayed {
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(next, "next");
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public String key() {
        return bucket.toString();
    }
}
