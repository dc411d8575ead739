package io.whypfs.deals.tracking;

import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.deals.DealStore;
import io.whypfs.deals.replication.Replication;
import io.whypfs.queue.JobDefinition;
import io.whypfs.queue.JobOutcome;
import io.whypfs.queue.JobSchedule;
import io.whypfs.queue.JobType;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalInt;

/** The jobs that move deals. They are short: what takes long goes on after them. */
@Singleton
final class DealJobs {

    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration AUDIT = Duration.ofSeconds(5);

    @Produces
    @Singleton
    JobType replicationType(Replication replication) {
        return new JobType("deal-replication", "Plans deals for pieces that lack some.", run -> {
            OptionalInt planned = replication.pass();
            if (planned.isEmpty()) {
                return JobOutcome.nothing("No deals may be made now; /internal/v1/deal-making says why.");
            }
            return planned.getAsInt() == 0
                    ? JobOutcome.nothing("No piece lacks a deal that can be made now.")
                    : JobOutcome.done(planned.getAsInt() + " deals were planned.");
        });
    }

    @Produces
    @Singleton
    JobDefinition replicationJob() {
        return JobDefinition.system("deal-replication", "deal-replication", new JobSchedule.Every(OFTEN));
    }

    @Produces
    @Singleton
    JobType trackingType(DealWorker worker) {
        return new JobType(
                "deal-tracking",
                "Looks at deals on their way that are due: offers, answers, the provider's and the chain's word.",
                run -> look(worker, DealStore.Share.UNDER_WAY));
    }

    @Produces
    @Singleton
    JobDefinition trackingJob() {
        return JobDefinition.system("deal-tracking", "deal-tracking", new JobSchedule.Every(OFTEN));
    }

    @Produces
    @Singleton
    JobType auditType(DealWorker worker) {
        return new JobType(
                "deal-audit",
                "Compares active deals with the chain, each as many epochs apart as whypfs.deals.poll.active says.",
                run -> look(worker, DealStore.Share.ACTIVE));
    }

    @Produces
    @Singleton
    JobDefinition auditJob() {
        return JobDefinition.system("deal-audit", "deal-audit", new JobSchedule.Every(AUDIT));
    }

    private static JobOutcome look(DealWorker worker, DealStore.Share share) {
        try {
            int taken = worker.pass(share);
            // Not worth a line in the history each second; deals keep their own.
            return JobOutcome.nothing(taken == 0 ? "No deal is due." : taken + " deals are being looked at.");
        } catch (ChainException e) {
            return JobOutcome.nothing(String.valueOf(e.getMessage()));
        }
    }
}
