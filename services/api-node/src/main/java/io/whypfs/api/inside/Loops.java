package io.whypfs.api.inside;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Brings answers back to the event loop that asked. */
public final class Loops {

    private Loops() {}

    /** The result of {@code future}, completed on the caller's context wherever it comes from. */
    public static <T> Future<T> back(Future<T> future) {
        Context here = Vertx.currentContext();
        if (here == null || future.isComplete()) {
            return future;
        }
        Promise<T> back = Promise.promise();
        future.onComplete(done -> {
            if (Vertx.currentContext() == here) {
                back.handle(done);
            } else {
                here.runOnContext(later -> back.handle(done));
            }
        });
        return back.future();
    }
}
