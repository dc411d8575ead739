package io.whypfs.corenode.pieces.build;

import io.whypfs.events.BucketMembers;
import io.whypfs.events.BucketSealed;
import io.whypfs.events.EventEnvelope;
import io.whypfs.kit.inbox.PoisonEventException;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.CidPolicy;
import io.whypfs.multiformats.MultiformatException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Takes the facts about buckets: those that are sealed become rows, which their home core builds. */
public final class BucketFacts {

    private static final Logger LOG = Logger.getLogger(BucketFacts.class);

    private final BuildsRepository builds;
    private final Clock clock;

    public BucketFacts(BuildsRepository builds, Clock clock) {
        this.builds = builds;
        this.clock = clock;
    }

    /** Gives a fact its effect, in the caller's transaction. */
    public void apply(Connection connection, EventEnvelope envelope) throws SQLException, PoisonEventException {
        switch (envelope.data()) {
            case BucketMembers told -> builds.addMembers(connection, told, cids(told));
            case BucketSealed sealed -> {
                if (sealed.members() < 1 || sealed.parts() < 1) {
                    throw new PoisonEventException("The bucket " + sealed.bucket() + " is empty; it has no piece.");
                }
                builds.add(connection, sealed, core(sealed), envelope.time(), clock.instant());
            }
            default -> LOG.debugf("type=%s eventId=%s \"not about pieces\"", envelope.type(), envelope.id());
        }
    }

    private static List<Cid> cids(BucketMembers told) throws PoisonEventException {
        List<Cid> cids = new ArrayList<>(told.members().size());
        for (BucketMembers.Member member : told.members()) {
            try {
                Cid cid = Cid.parse(member.cid());
                if (CidPolicy.violation(cid).isPresent()) {
                    throw new PoisonEventException("Content " + member.content() + " of bucket " + told.bucket()
                            + " has the CID " + member.cid() + ", which is not stored here: "
                            + CidPolicy.violation(cid).get());
                }
                cids.add(cid);
            } catch (MultiformatException e) {
                throw new PoisonEventException("Content " + member.content() + " of bucket " + told.bucket()
                        + " has no CID: " + e.getMessage());
            }
        }
        return cids;
    }

    private static UUID core(BucketSealed sealed) throws PoisonEventException {
        try {
            return UUID.fromString(sealed.core());
        } catch (IllegalArgumentException _) {
            throw new PoisonEventException(
                    "The bucket " + sealed.bucket() + " names no core as its home: '" + sealed.core() + "'.");
        }
    }
}
