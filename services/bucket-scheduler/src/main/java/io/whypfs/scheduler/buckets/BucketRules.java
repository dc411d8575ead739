package io.whypfs.scheduler.buckets;

import java.time.Duration;

/**
 * What holds for all buckets, for those who explain them.
 *
 * @param space what a piece takes
 * @param defaults terms of global buckets, and of dedicated ones that say nothing
 * @param copies number of live deals that each bucket should have
 * @param tick how often buckets are looked at for sealing
 * @param auditPeriod how often the checker tells again that deals are missing
 * @param oldest age at which a completed bucket is retired
 */
public record BucketRules(
        PieceSpace space, SealingTerms defaults, int copies, Duration tick, Duration auditPeriod, Duration oldest) {}
