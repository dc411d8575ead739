package io.whypfs.deals.deals;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Random UUIDs, version 4 (RFC 9562), from a source that a test can seed. */
public final class Uuids {

    private static final long VERSION_MASK = 0xffffffffffff0fffL;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_MASK = 0x3fffffffffffffffL;
    private static final long VARIANT = 0x8000000000000000L;

    private Uuids() {}

    public static UUID random(RandomGenerator random) {
        return new UUID(random.nextLong() & VERSION_MASK | VERSION_4, random.nextLong() & VARIANT_MASK | VARIANT);
    }
}
