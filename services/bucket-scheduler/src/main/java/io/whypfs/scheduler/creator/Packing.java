package io.whypfs.scheduler.creator;

import io.whypfs.scheduler.buckets.Bucket;
import io.whypfs.scheduler.buckets.Fill;
import io.whypfs.scheduler.buckets.PieceSpace;
import io.whypfs.scheduler.buckets.SealingRule;
import io.whypfs.scheduler.buckets.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which contents, in the order in which they wait, go into a bucket; pure.
 *
 * @param taken those that go in
 * @param tooLarge those among them in the order that fit no piece at all
 * @param fill what is in the bucket then
 * @param fullBecause why it takes no more; empty: all contents found their place
 */
record Packing(List<Waiting> taken, List<Waiting> tooLarge, Fill fill, Optional<String> fullBecause) {

    /** How many of the contents have found their place. */
    int placed() {
        return taken.size() + tooLarge.size();
    }

    static Packing of(Bucket bucket, List<Waiting> contents, PieceSpace space, Instant now) {
        Instant due = SealingRule.dueAt(bucket.terms(), bucket.identity().createdAt(), now);
        List<Waiting> taken = new ArrayList<>();
        List<Waiting> tooLarge = new ArrayList<>();
        Fill fill = bucket.fill();
        Optional<String> full = SealingRule.full(bucket.terms(), fill);
        for (int i = 0; i < contents.size() && full.isEmpty(); i++) {
            Waiting content = contents.get(i);
            if (!space.fitsAlone(content)) {
                tooLarge.add(content);
            } else if (!space.fits(fill, content)) {
                full = Optional.of("The next content, of " + content.carBytes() + " bytes, does not fit beside "
                        + fill.carBytes() + " bytes in a sector of "
                        + space.sector().bytes() + " bytes.");
            } else {
                taken.add(content);
                fill = fill.with(content, now, due);
                full = SealingRule.full(bucket.terms(), fill);
            }
        }
        return new Packing(List.copyOf(taken), List.copyOf(tooLarge), fill, full);
    }
}
