package io.whypfs.api.content;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.whypfs.api.errors.ApiException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Content ids, drawn from the sequence in blocks; the next block is fetched before the last one is used up.
 *
 * <p>Any thread. An id that is drawn and not used is lost, which is fine: ids only have to differ.
 */
public final class ContentIds {

    private static final Logger LOG = LoggerFactory.getLogger(ContentIds.class);

    /** The sequence's increment. */
    private static final int BLOCK = 100;

    private static final int LOW = BLOCK / 2;

    private final ContentWriteRepository repository;
    private final Executor workers;
    private final Queue<Long> ids = new ArrayDeque<>();
    private final Queue<Promise<Long>> waiting = new ArrayDeque<>();
    private boolean fetching;

    public ContentIds(ContentWriteRepository repository, Executor workers) {
        this.repository = repository;
        this.workers = workers;
    }

    /** An id; fails with 503 when the database cannot be asked and the drawn ids are used up. */
    public Future<Long> next() {
        synchronized (this) {
            if (!fetching && ids.size() <= LOW) {
                fetching = true;
                workers.execute(this::fetch);
            }
            Long id = ids.poll();
            if (id != null) {
                return Future.succeededFuture(id);
            }
            Promise<Long> later = Promise.promise();
            waiting.add(later);
            return later.future();
        }
    }

    private void fetch() {
        List<Runnable> answers = new ArrayList<>();
        boolean again;
        try {
            long first = repository.nextIdBlock();
            synchronized (this) {
                for (long id = first; id < first + BLOCK; id++) {
                    ids.add(id);
                }
                while (!waiting.isEmpty() && !ids.isEmpty()) {
                    Promise<Long> promise = waiting.remove();
                    Long id = ids.remove();
                    answers.add(() -> promise.complete(id));
                }
                again = !waiting.isEmpty();
                fetching = again;
            }
        } catch (SQLException e) {
            LOG.warn("No content ids from the database: error={}", e.toString());
            synchronized (this) {
                waiting.forEach(promise -> answers.add(() -> promise.fail(noDatabase())));
                waiting.clear();
                fetching = false;
                again = false;
            }
        }
        answers.forEach(Runnable::run);
        if (again) {
            workers.execute(this::fetch);
        }
    }

    private static ApiException noDatabase() {
        return ApiException.unavailable(
                "The database does not answer, so nothing can be stored now: send it again in a moment.");
    }
}
