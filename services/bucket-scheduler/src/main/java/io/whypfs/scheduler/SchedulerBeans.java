package io.whypfs.scheduler;

import io.whypfs.kit.outbox.OutboxRelay;
import io.whypfs.kit.outbox.OutboxRepository;
import io.whypfs.queue.JobDefinition;
import io.whypfs.queue.JobSchedule;
import io.whypfs.queue.JobType;
import io.whypfs.scheduler.buckets.BucketConfig;
import io.whypfs.scheduler.buckets.BucketDesk;
import io.whypfs.scheduler.buckets.BucketRules;
import io.whypfs.scheduler.buckets.BucketSettings;
import io.whypfs.scheduler.buckets.JdbcTransactions;
import io.whypfs.scheduler.buckets.NewBuckets;
import io.whypfs.scheduler.checker.Checker;
import io.whypfs.scheduler.checker.CheckerJob;
import io.whypfs.scheduler.creator.Assignment;
import io.whypfs.scheduler.creator.CreatorJob;
import io.whypfs.scheduler.gc.GcJob;
import io.whypfs.scheduler.gc.GivingUp;
import io.whypfs.scheduler.gc.Retirement;
import io.whypfs.scheduler.processor.Processor;
import io.whypfs.scheduler.processor.ProcessorJob;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;

/** Wires the plain classes; each job is a type and the one definition of it. */
@Singleton
final class SchedulerBeans {

    private static final String CREATOR = "bucket-creator";
    private static final String PROCESSOR = "bucket-processor";
    private static final String CHECKER = "bucket-checker";
    private static final String GC = "bucket-gc";

    @Produces
    @Singleton
    BucketRules rules(BucketConfig config) {
        return BucketSettings.rules(config);
    }

    @Produces
    @Singleton
    NewBuckets drafts() {
        return new NewBuckets(UUID::randomUUID);
    }

    @Produces
    @Singleton
    JdbcTransactions transactions(DataSource dataSource, OutboxRepository outbox, OutboxRelay relay) {
        return new JdbcTransactions(dataSource, outbox, relay::wake);
    }

    @Produces
    @Singleton
    BucketDesk desk(JdbcTransactions transactions, BucketRules rules, NewBuckets drafts, Clock clock) {
        return new BucketDesk(transactions, rules, drafts, clock);
    }

    @Produces
    @Singleton
    JobType creator(
            BucketConfig config, BucketRules rules, NewBuckets drafts, JdbcTransactions transactions, Clock clock) {
        Assignment assignment =
                new Assignment(rules, drafts, clock, config.creator().batch());
        return new JobType(CREATOR, "Puts waiting contents into buckets.", new CreatorJob(assignment, transactions));
    }

    @Produces
    @Singleton
    JobType processor(JdbcTransactions transactions, Clock clock) {
        return new JobType(
                PROCESSOR, "Seals the buckets that are due.", new ProcessorJob(new Processor(clock), transactions));
    }

    @Produces
    @Singleton
    JobType checker(BucketRules rules, JdbcTransactions transactions, Clock clock) {
        return new JobType(
                CHECKER,
                "Completes buckets that have their deals, and tells which completed ones lack some.",
                new CheckerJob(new Checker(rules, clock), transactions));
    }

    @Produces
    @Singleton
    JobType gc(BucketConfig config, BucketRules rules, JdbcTransactions transactions, Clock clock) {
        return new JobType(
                GC,
                "Retires old buckets, and gives up contents that waited in vain, with a notice before.",
                new GcJob(
                        new Retirement(rules.oldest(), clock),
                        new GivingUp(config.gc().contentAge(), config.gc().notice(), clock),
                        transactions));
    }

    @Produces
    @Singleton
    JobDefinition creatorDefinition(BucketConfig config) {
        return every(CREATOR, config.creator().interval());
    }

    @Produces
    @Singleton
    JobDefinition processorDefinition(BucketConfig config) {
        return every(PROCESSOR, config.tick());
    }

    @Produces
    @Singleton
    JobDefinition checkerDefinition(BucketConfig config) {
        return every(CHECKER, config.checker().interval());
    }

    @Produces
    @Singleton
    JobDefinition gcDefinition(BucketConfig config) {
        return every(GC, config.gc().interval());
    }

    private static JobDefinition every(String job, Duration interval) {
        return JobDefinition.system(job, job, new JobSchedule.Every(interval));
    }
}
