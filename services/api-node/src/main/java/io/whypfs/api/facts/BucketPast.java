package io.whypfs.api.facts;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was told of a bucket and its piece.
 *
 * @param sealed empty: it is open, as far as it was told
 * @param audit the last time that copies were missing
 * @param ready empty: the piece is not built
 * @param delay why the piece was late, the last time it was
 */
public record BucketPast(
        UUID uuid, Optional<Sealed> sealed, Optional<Audit> audit, Optional<Ready> ready, Optional<Delay> delay) {

    /** A bucket of which nothing was told yet. */
    public static BucketPast unknown(UUID uuid) {
        return new BucketPast(uuid, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** @param user null: the global bucket */
    public record Sealed(
            Instant at, String name, String core, @Nullable Long user, long members, long carBytes, String because) {}

    public record Audit(Instant at, int target, int live, String why) {}

    /** @param pieceSize padded, in bytes */
    public record Ready(Instant at, String core, String pieceCid, long pieceSize, long carBytes, String root) {}

    public record Delay(
            Instant at, String why, String next, @Nullable Instant nextAt) {}
}
