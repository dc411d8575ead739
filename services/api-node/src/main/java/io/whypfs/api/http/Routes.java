package io.whypfs.api.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.Authenticator;
import io.whypfs.api.auth.Caller;
import io.whypfs.api.auth.GuardedGroups;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.inside.Loops;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** Where the byte routes register; wires the key check in front of those that ask for one. */
public final class Routes {

    private static final int GATEWAY = -100;
    /** Before the resources, which answer whatever comes to them. */
    private static final int WRONG_METHODS = 9_000;

    private final Router router;
    private final Authenticator authenticator;
    private final ExecutorService workers;
    private final List<String> served = new ArrayList<>();

    Routes(Router router, Authenticator authenticator, ExecutorService workers) {
        this.router = router;
        this.authenticator = authenticator;
        this.workers = workers;
    }

    /** A route that takes the body itself: it comes paused, and nothing of it was read. */
    public void streaming(HttpMethod method, String path, Access access, Consumer<ApiRequest> handler) {
        served.add(method + " " + path);
        router.route(method, path).handler(context -> {
            context.request().pause();
            admit(context, access)
                    .onSuccess(caller -> guarded(context, () -> handler.accept(new ApiRequest(context, caller))))
                    .onFailure(refusal -> Exchanges.fail(context, refusal));
        });
        if (!GuardedGroups.contain(path)) {
            router.route(path)
                    .order(WRONG_METHODS)
                    .handler(context ->
                            Exchanges.fail(context, new ApiException(Reason.METHOD_NOT_ALLOWED, "Method Not Allowed")));
        }
    }

    /** A route without a key or envelope of ours, for all methods below {@code prefix}; comes before all others. */
    public void direct(String prefix, Consumer<RoutingContext> handler) {
        served.add("GET " + prefix);
        router.route(prefix + "/*").order(GATEWAY).handler(handler::accept);
    }

    /** Runs blocking work on a virtual thread; the future completes on the caller's context. */
    public <T> Future<T> onWorker(Callable<T> work) {
        Context context = Vertx.currentContext();
        Promise<T> done = Promise.promise();
        workers.execute(() -> {
            try {
                T result = work.call();
                context.runOnContext(back -> done.complete(result));
            } catch (Exception e) {
                Throwable shown = DatabaseAway.or(e);
                context.runOnContext(back -> done.fail(shown));
            }
        });
        return done.future();
    }

    /** A result of another thread, completed on the caller's context. */
    public <T> Future<T> here(CompletionStage<T> result) {
        return Future.fromCompletionStage(result, Vertx.currentContext());
    }

    /** Method and path of every route, for the check against the OpenAPI document. */
    List<String> served() {
        return List.copyOf(served);
    }

    private Future<Caller> admit(RoutingContext context, Access access) {
        return Loops.back(authenticator.admit(context.request().getHeader("Authorization"), access));
    }

    private static void guarded(RoutingContext context, Runnable handler) {
        try {
            handler.run();
        } catch (RuntimeException failure) {
            Exchanges.fail(context, failure);
        }
    }
}
