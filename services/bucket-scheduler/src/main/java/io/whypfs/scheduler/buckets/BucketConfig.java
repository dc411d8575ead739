package io.whypfs.scheduler.buckets;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of buckets. {@link BucketSettings} checks them at start. */
@ConfigMapping(prefix = "whypfs.buckets")
public interface BucketConfig {

    /** Size of the sectors of the storage providers: a power of two from 8 KiB to 64 GiB. */
    @WithDefault("32G")
    MemorySize sectorSize();

    /**
     * Bytes of CARs at which a bucket is sealed, unless its owner says otherwise. Left out: 15 sixteenths of a sector, so
     * that at most a sixteenth of a full piece is padding.
     */
    Optional<MemorySize> thresholdSize();

    /** Most contents of a bucket; an owner may choose fewer. */
    @WithDefault("25000")
    int maxFiles();

    /** How long after its first content a bucket is sealed, unless its owner says otherwise. */
    @WithDefault("P2D")
    Duration maxAge();

    /** How many live deals each bucket should have. */
    @WithDefault("6")
    int copies();

    /** How often buckets are looked at for sealing: the chain's block time. */
    @WithDefault("PT30S")
    Duration tick();

    /** Settings of the creator. */
    Creator creator();

    /** Settings of the checker. */
    Checker checker();

    /** Settings of the garbage collection. */
    Gc gc();

    /** Settings of the creator. */
    interface Creator {

        /** How long after a look at waiting contents the next one follows. */
        @WithDefault("PT1S")
        Duration interval();

        /** Most contents that are assigned in one transaction. */
        @WithDefault("5000")
        int batch();
    }

    /** Settings of the checker. */
    interface Checker {

        /** How often buckets are looked at for missing deals. */
        @WithDefault("PT10S")
        Duration interval();

        /** How long after the checker told that deals are missing it tells it again. */
        @WithDefault("PT1H")
        Duration auditPeriod();
    }

    /** Settings of the garbage collection. */
    interface Gc {

        /** How often it runs. */
        @WithDefault("PT1H")
        Duration interval();

        /** How long after its completion a bucket is retired, and how long a dedicated one may stay empty. */
        @WithDefault("P90D")
        Duration bucketAge();

        /** How long a content may wait in vain for a bucket. */
        @WithDefault("P90D")
        Duration contentAge();

        /** How long before it is given up a content says so. */
        @WithDefault("P14D")
        Duration notice();
    }
}
