package io.whypfs.corenode.registry;

import java.time.Instant;
import java.util.UUID;

/**
 * What a core said of itself last.
 *
 * @param id the core
 * @param url where its doors are reached from inside
 * @param isDraining whether it asks to be given nothing new
 * @param freeBytes room on its disk, the reserve included
 * @param reserveBytes room that stays free
 * @param blocks number of blocks, an estimate
 * @param startedAt when its process started
 * @param lastSeen when it said so
 */
public record Node(
        UUID id,
        String url,
        boolean isDraining,
        long freeBytes,
        long reserveBytes,
        long blocks,
        Instant startedAt,
        Instant lastSeen) {}
