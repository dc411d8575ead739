package io.whypfs.scheduler.buckets;

import io.whypfs.events.BucketEvent;
import io.whypfs.events.BucketMembers;
import io.whypfs.events.BucketMembers.Member;
import io.whypfs.events.BucketSealed;
import io.whypfs.events.ContentsAssigned;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Closes a bucket and tells it: its members in parts, then that it is sealed, in the transaction of its new state. */
public final class Sealing {

    private Sealing() {}

    /**
     * Seals a locked bucket.
     *
     * @param because one sentence
     * @throws IllegalStateException when it is empty or sealed already
     */
    public static Bucket seal(Ledger ledger, Bucket bucket, String because, Instant now) throws SQLException {
        List<Member> members = ledger.members(bucket);
        if (members.size() != bucket.fill().files()) {
            throw new IllegalStateException("The bucket " + bucket.uuid() + " counts "
                    + bucket.fill().files() + " files and has " + members.size() + ".");
        }
        List<BucketEvent> facts = new ArrayList<>();
        for (int from = 0; from < members.size(); from += ContentsAssigned.MOST) {
            List<Member> part = members.subList(from, Math.min(members.size(), from + ContentsAssigned.MOST));
            facts.add(new BucketMembers(bucket.uuid(), facts.size() + 1, part));
        }
        facts.add(new BucketSealed(
                bucket.uuid(),
                bucket.id(),
                bucket.identity().name(),
                bucket.homeCore(),
                bucket.identity().user(),
                members.size(),
                facts.size(),
                bucket.fill().carBytes(),
                because));
        Bucket sealed = ledger.tell(bucket.sealed(now, because), facts, now);
        ledger.save(sealed);
        return sealed;
    }
}
