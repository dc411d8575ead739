package io.whypfs.corenode.pieces;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** Settings of pieces: how they are built, and how they are given out. */
@ConfigMapping(prefix = "whypfs.pieces")
public interface PiecesConfig {

    /** The consumer group of all core-nodes. */
    String CONSUMER_GROUP = "core-node";

    /** What the tokens of deals are made with; the same in the deal-maker and in all cores, at least 16 characters. */
    String secret();

    /** How many pieces are built at a time. */
    @WithDefault("1")
    int parallelBuilds();

    /** How many threads compute a commitment; half of the processors, at least one, when it is not set. */
    OptionalInt hashThreads();

    /**
     * From which length of its CAR on a piece is hashed in lanes by a JVM of its own, which ends with the build. It takes
     * about 100 MB while it lives.
     */
    @WithDefault("64M")
    MemorySize hashSeparatelyFrom();

    /** How often this core looks for buckets that were sealed. */
    @WithDefault("PT0.5S")
    Duration poll();

    /** How long a build waits after its first failed attempt; each further wait is twice as long. */
    @WithDefault("PT5S")
    Duration retryFirst();

    /** How long a build waits at most. */
    @WithDefault("PT10M")
    Duration retryMost();

    /** How many requests for pieces are served at a time; more are answered with 503. */
    @WithDefault("48")
    int maxTransfers();

    /** How many of them for one deal. */
    @WithDefault("8")
    int maxTransfersPerDeal();

    /** How many bytes of a piece are read ahead of what is sent, for each request. */
    @WithDefault("512K")
    MemorySize readAhead();

    /** How much memory keeps the layouts of pieces that were asked for lately. */
    @WithDefault("16M")
    MemorySize layoutCache();

    /** How often it is told at most how much of a piece was fetched for a deal. */
    @WithDefault("PT5S")
    Duration tellEvery();
}
