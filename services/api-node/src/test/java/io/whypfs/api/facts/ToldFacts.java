package io.whypfs.api.facts;

import io.whypfs.events.BucketSealed;
import io.whypfs.events.ContentsAssigned;
import io.whypfs.events.DealChanged;
import io.whypfs.events.Event;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.PieceReady;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Facts as the consumer writes them, for tests that need a past. */
public final class ToldFacts {

    public static final Instant TIME = Instant.parse("2026-11-24T10:00:00Z");
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final DataSource dataSource;
    private final FactEffects effects =
            new FactEffects(new BucketFactRepository(), new PieceFactRepository(), new DealFactRepository());

    public ToldFacts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Gives a fact its effect. */
    public void tell(Event fact, long sequence, Instant time) {
        try (Connection connection = dataSource.getConnection()) {
            effects.apply(connection, EventEnvelope.of(fact, sequence, time, null));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A sealed bucket with a ready piece that holds these contents. */
    public UUID readyBucket(@Nullable Long user, UUID core, Long... contents) {
        UUID bucket = UUID.randomUUID();
        long number = 1_000_000 + NUMBERS.incrementAndGet();
        tell(new ContentsAssigned(bucket, number, List.of(contents)), 1, TIME.plusSeconds(5));
        tell(
                new BucketSealed(
                        bucket, number, "pictures", core.toString(), user, contents.length, 1, 3000, "It was full."),
                3,
                TIME.plusSeconds(20));
        tell(
                new PieceReady(
                        bucket, number, core.toString(), "baga6piece", "bafkzpiece", 4096, 3000, "bafyroot", 3, 9),
                1,
                TIME.plusSeconds(30));
        return bucket;
    }

    /** A deal that went through these states, the last one last. */
    public DealChanged deal(UUID bucket, String provider, String... states) {
        UUID uuid = UUID.randomUUID();
        long number = NUMBERS.incrementAndGet();
        DealChanged last = null;
        for (int i = 0; i < states.length; i++) {
            last = change(uuid, number, bucket, provider, states[i]);
            tell(last, i + 1, TIME.plusSeconds(40 + i));
        }
        return java.util.Objects.requireNonNull(last);
    }

    public static DealChanged change(UUID deal, long number, UUID bucket, String provider, String state) {
        boolean isOver = List.of("rejected", "failed", "slashed", "expired").contains(state);
        boolean isOnChain =
                List.of("published", "sealing", "active", "slashed", "expired").contains(state);
        return new DealChanged(
                deal,
                number,
                bucket,
                "baga6piece",
                4096,
                provider,
                state,
                "Why " + state + ".",
                "Next after " + state + ".",
                null,
                isOver,
                "f1client",
                true,
                "0",
                1000,
                2000,
                proposal(number),
                isOnChain ? "bafy2bzapublish" : null,
                isOnChain ? 5000 + number : null,
                1);
    }

    /** The CID of the proposal of the deal with this number. */
    public static String proposal(long number) {
        return io.whypfs.multiformats.Cid.v1(
                        0x71,
                        io.whypfs.multiformats.Multihash.sha256(
                                Long.toString(number).getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .toString();
    }
}
