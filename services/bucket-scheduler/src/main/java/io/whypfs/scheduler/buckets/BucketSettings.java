package io.whypfs.scheduler.buckets;

import io.quarkus.runtime.configuration.MemorySize;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import java.math.BigInteger;
import java.time.Duration;

/** Reads {@link BucketConfig}, and refuses what cannot work, with the setting's name and what it may be. */
public final class BucketSettings {

    private static final String PREFIX = "whypfs.buckets.";
    private static final long SMALLEST_SECTOR = 8L << 10;
    private static final long LARGEST_SECTOR = 64L << 30;
    private static final long MOST_FILES = 100_000;
    private static final long MOST_COPIES = 50;
    private static final long MOST_IN_BATCH = 100_000;
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

    private BucketSettings() {}

    /** @throws IllegalArgumentException naming the setting and what it may be */
    public static BucketRules rules(BucketConfig config) {
        PieceSpace space = new PieceSpace(sector(config.sectorSize()));
        long threshold = config.thresholdSize()
                .map(size -> bytes("threshold-size", size, 1, space.capacity()))
                .orElse(Math.min(space.capacity(), space.sector().bytes() / 16 * 15));
        duration("creator.interval", config.creator().interval(), SHORTEST, LONGEST_INTERVAL);
        number("creator.batch", config.creator().batch(), MOST_IN_BATCH);
        duration("checker.interval", config.checker().interval(), SHORTEST, LONGEST_INTERVAL);
        duration("gc.interval", config.gc().interval(), SHORTEST, LONGEST_INTERVAL);
        duration("gc.content-age", config.gc().contentAge(), SHORTEST, LONGEST);
        duration("gc.notice", config.gc().notice(), Duration.ZERO, config.gc().contentAge());
        return new BucketRules(
                space,
                new SealingTerms(
                        (int) number("max-files", config.maxFiles(), MOST_FILES),
                        threshold,
                        null,
                        duration("max-age", config.maxAge(), SHORTEST, LONGEST)),
                (int) number("copies", config.copies(), MOST_COPIES),
                duration("tick", config.tick(), SHORTEST, LONGEST_INTERVAL),
                duration("checker.audit-period", config.checker().auditPeriod(), SHORTEST, LONGEST),
                duration("gc.bucket-age", config.gc().bucketAge(), SHORTEST, LONGEST));
    }

    private static PaddedPieceSize sector(MemorySize size) {
        long bytes = bytes("sector-size", size, SMALLEST_SECTOR, LARGEST_SECTOR);
        if (Long.bitCount(bytes) != 1) {
            throw refused("sector-size", bytes, "a power of two");
        }
        return new PaddedPieceSize(bytes);
    }

    private static long bytes(String setting, MemorySize size, long least, long most) {
        BigInteger value = size.asBigInteger();
        if (value.compareTo(BigInteger.valueOf(least)) < 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
            throw refused(setting, value, "from " + least + " to " + most + " bytes");
        }
        return value.longValueExact();
    }

    private static long number(String setting, long value, long most) {
        if (value < 1 || value > most) {
            throw refused(setting, value, "from 1 to " + most);
        }
        return value;
    }

    private static Duration duration(String setting, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw refused(setting, value, "from " + least + " to " + most);
        }
        return value;
    }

    private static IllegalArgumentException refused(String setting, Object value, String allowed) {
        return new IllegalArgumentException(
                "The setting " + PREFIX + setting + " is " + value + "; it must be " + allowed + ".");
    }
}
