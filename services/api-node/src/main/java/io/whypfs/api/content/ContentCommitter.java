package io.whypfs.api.content;

import io.whypfs.api.errors.ApiException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits content rows in groups: one thread takes all that wait, writes them in one transaction, and lets all go.
 *
 * <p>A row is not written more than {@link #OLDEST} after the core's answer, and not acknowledged when its commit took so
 * long that a sweep may have judged its pin; then the row is taken back. So an acknowledged content always has its pin.
 */
public final class ContentCommitter {

    /** Age of a core's answer above which its row is refused. */
    static final Duration OLDEST = Duration.ofSeconds(30);

    /** Age above which a committed row is taken back instead of acknowledged; below the sweep's 60 s. */
    static final Duration OLDEST_ACKNOWLEDGED = Duration.ofSeconds(50);

    private static final Logger LOG = LoggerFactory.getLogger(ContentCommitter.class);
    private static final int GROUP = 256;

    private final ContentWriteRepository repository;
    private final Runnable onCommitted;
    private final Clock clock;
    private final BlockingQueue<Optional<Waiting>> queue = new LinkedBlockingQueue<>();
    private final Thread writer = Thread.ofPlatform().name("content-committer").unstarted(this::run);
    private volatile boolean closed;

    /** @param onCommitted is called after each group, to have its facts told at once */
    public ContentCommitter(ContentWriteRepository repository, Runnable onCommitted, Clock clock) {
        this.repository = repository;
        this.onCommitted = onCommitted;
        this.clock = clock;
    }

    public void start() {
        writer.start();
    }

    /** Completes when the row and its fact are committed; fails with 503 when they are not. */
    public CompletableFuture<Void> commit(NewContent content) {
        Waiting waiting = new Waiting(content, new CompletableFuture<>());
        if (closed) {
            waiting.done.completeExceptionally(
                    ApiException.unavailable("This api-node is stopping; send the upload again."));
        } else {
            queue.add(Optional.of(waiting));
        }
        return waiting.done;
    }

    /** Commits what waits, then ends. */
    public void stop() throws InterruptedException {
        closed = true;
        queue.add(Optional.empty());
        writer.join();
    }

    private void run() {
        boolean ends = false;
        while (!ends) {
            List<Optional<Waiting>> taken = new ArrayList<>();
            try {
                taken.add(queue.take());
            } catch (InterruptedException e) {
                LOG.error("The committer was interrupted, which nobody should do; it goes on.", e);
                continue;
            }
            queue.drainTo(taken, GROUP - 1);
            ends = taken.contains(Optional.<Waiting>empty());
            commitGroup(taken.stream().flatMap(Optional::stream).toList());
        }
    }

    private void commitGroup(List<Waiting> group) {
        List<Waiting> fresh = new ArrayList<>();
        for (Waiting waiting : group) {
            if (isOlderThan(waiting, OLDEST)) {
                waiting.done.completeExceptionally(late());
            } else {
                fresh.add(waiting);
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        try {
            repository.insert(fresh.stream().map(Waiting::content).toList());
            fresh.forEach(this::acknowledge);
            onCommitted.run();
        } catch (SQLException | RuntimeException e) {
            onFailedGroup(fresh, e);
        }
    }

    /** One bad row must not fail its neighbours: a group that failed is tried row by row while the database answers. */
    private void onFailedGroup(List<Waiting> group, Exception failure) {
        boolean isAboutRows = failure instanceof SQLException sql
                && sql.getSQLState() != null
                && (sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23"));
        if (isAboutRows && group.size() > 1) {
            group.forEach(one -> commitGroup(List.of(one)));
            return;
        }
        LOG.warn("Contents were not committed: count={} error={}", group.size(), failure.toString());
        group.forEach(waiting -> waiting.done.completeExceptionally(ApiException.unavailable(
                "The database did not take the upload's row, so it does not count as stored: send it again.")));
    }

    private void acknowledge(Waiting waiting) {
        if (!isOlderThan(waiting, OLDEST_ACKNOWLEDGED)) {
            waiting.done.complete(null);
            return;
        }
        try {
            NewContent content = waiting.content;
            repository.delete(content.userId(), content.id(), clock.instant());
        } catch (SQLException | RuntimeException e) {
            LOG.error("A row that came too late stays: contentId={}", waiting.content.id(), e);
        }
        waiting.done.completeExceptionally(late());
    }

    private boolean isOlderThan(Waiting waiting, Duration age) {
        return Duration.between(waiting.content.createdAt(), clock.instant()).compareTo(age) > 0;
    }

    private static ApiException late() {
        return ApiException.unavailable(
                "The database took too long to take the upload's row, so it does not count as stored: send it again.");
    }

    private record Waiting(NewContent content, CompletableFuture<Void> done) {}
}
