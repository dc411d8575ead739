package io.whypfs.api.sweep;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for answers on the sweeper's own thread, where nothing else is held up. */
final class Answers {

    private Answers() {}

    /** @throws NoAnswerException when the question failed or nobody answered in time */
    static <T> T await(Future<T> future, Duration limit) throws NoAnswerException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new NoAnswerException(String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            throw new NoAnswerException("no answer within " + limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("the sweep was told to end");
        }
    }

    /** A question without an answer; the next round asks again. */
    static final class NoAnswerException extends Exception {
        NoAnswerException(String message) {
            super(message);
        }
    }
}
