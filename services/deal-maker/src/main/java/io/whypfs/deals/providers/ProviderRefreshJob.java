package io.whypfs.deals.providers;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.queue.Job;
import io.whypfs.queue.JobOutcome;
import io.whypfs.queue.JobRun;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Refreshes the providers whose time has come, some at once; each is written as soon as it is known. */
final class ProviderRefreshJob implements Job {

    static final String NAME = "provider-refresh";

    private final ProviderRegistry registry;
    private final ProviderRefresh refresh;
    private final Chain chain;
    private final ProviderMetrics metrics;
    private final Extent extent;

    /**
     * How much and how far.
     *
     * @param parallel providers asked at once
     * @param longestWait epochs; a provider whose time is further away is asked at once
     */
    record Extent(int parallel, long longestWait) {}

    ProviderRefreshJob(
            ProviderRegistry registry, ProviderRefresh refresh, Chain chain, ProviderMetrics metrics, Extent extent) {
        this.registry = registry;
        this.refresh = refresh;
        this.chain = chain;
        this.metrics = metrics;
        this.extent = extent;
    }

    @Override
    public JobOutcome run(JobRun run) throws InterruptedException {
        JobOutcome outcome;
        try {
            long epoch = chain.head().height();
            List<Provider> due = registry.due(epoch, extent.longestWait());
            outcome =
                    due.isEmpty() ? JobOutcome.nothing("No provider is to be asked yet.") : refreshAll(due, epoch, run);
        } catch (ChainException e) {
            outcome = JobOutcome.nothing(e.getMessage() + " " + e.next());
        }
        metrics.show(registry.all());
        return outcome;
    }

    private JobOutcome refreshAll(List<Provider> due, long epoch, JobRun run)
            throws InterruptedException, ChainException {
        Semaphore free = new Semaphore(extent.parallel());
        List<Future<Provider>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Provider provider : due) {
                free.acquire();
                if (run.stopRequested()) {
                    break;
                }
                answers.add(threads.submit(() -> {
                    try {
                        Provider found = refresh.refresh(provider, epoch);
                        registry.refreshed(found);
                        return found;
                    } finally {
                        free.release();
                    }
                }));
            }
            return told(answers);
        }
    }

    private static JobOutcome told(List<Future<Provider>> answers) throws InterruptedException, ChainException {
        long answering = 0;
        for (Future<Provider> answer : answers) {
            try {
                if (answer.get().reach().state() == ReachState.answering) {
                    answering++;
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof ChainException chainFailed) {
                    throw chainFailed;
                }
                throw new IllegalStateException("A provider could not be refreshed: " + e.getMessage(), e);
            }
        }
        return JobOutcome.done(
                answers.size() + " providers were asked, " + answering + " of them told what they take.");
    }
}
