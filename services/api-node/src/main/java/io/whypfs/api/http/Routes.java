package io.whypfs.api.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.Authenticator;
import io.whypfs.api.auth.Caller;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.inside.Loops;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where features register; wires the key check in front of every handler. */
public final class Routes {

    private static final List<String> GUARDED =
            List.of("/user", "/content", "/admin", "/deals", "/collections", "/pinning");
    private static final int LAST = Integer.MAX_VALUE - 10;

    private final Router router;
    private final Authenticator authenticator;
    private final ExecutorService workers;
    private final Set<String> paths = new LinkedHashSet<>();
    private final List<String> served = new ArrayList<>();

    Routes(Router router, Authenticator authenticator, ExecutorService workers) {
        this.router = router;
        this.authenticator = authenticator;
        this.workers = workers;
    }

    /** Work that blocks (rows): runs on a virtual thread, with the body already read. */
    @FunctionalInterface
    public interface Work {
        Reply answer(ApiRequest request) throws Exception;
    }

    /** A route answered on a virtual thread. */
    public void blocking(HttpMethod method, String path, Access access, Work work) {
        answering(method, path, access, request -> onWorker(() -> work.answer(request)));
    }

    /** A route answered on the event loop by a future. */
    public void answering(HttpMethod method, String path, Access access, Function<ApiRequest, Future<Reply>> handler) {
        admitting(
                method,
                path,
                access,
                (context, caller) -> Exchanges.body(context.request())
                        .compose(body -> handler.apply(new ApiRequest(context, caller, body)))
                        .onComplete(done -> finish(context, done.result(), done.cause())));
    }

    /** A route that takes the body itself: it comes paused, and nothing of it was read. */
    public void streaming(HttpMethod method, String path, Access access, Consumer<ApiRequest> handler) {
        admitting(
                method,
                path,
                access,
                (context, caller) -> handler.accept(new ApiRequest(context, caller, Buffer.buffer())));
    }

    /** A route without a key or envelope of ours, for all methods below {@code prefix}; comes before all others. */
    public void direct(String prefix, Consumer<RoutingContext> handler) {
        served.add("GET " + prefix);
        router.route(prefix + "/*").order(-100).handler(handler::accept);
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

    /** Registers what is left: the guarded groups' catch-alls, wrong methods, unknown paths. */
    void close() {
        for (String group : GUARDED) {
            router.route(group + "/*")
                    .order(LAST - 2)
                    .handler(context -> admit(context, Access.UPLOAD)
                            .onComplete(done -> Exchanges.fail(
                                    context,
                                    done.failed() ? done.cause() : new ApiException(Reason.NOT_FOUND, "Not Found"))));
        }
        for (String path : paths) {
            router.route(path)
                    .order(LAST - 1)
                    .handler(context ->
                            Exchanges.fail(context, new ApiException(Reason.METHOD_NOT_ALLOWED, "Method Not Allowed")));
        }
        router.route()
                .order(LAST)
                .handler(context -> Exchanges.fail(context, new ApiException(Reason.NOT_FOUND, "Not Found")));
    }

    private interface Admitted {
        void handle(RoutingContext context, @Nullable Caller caller);
    }

    private void admitting(HttpMethod method, String path, Access access, Admitted next) {
        paths.add(path);
        served.add(method + " " + path);
        router.route(method, path).handler(context -> {
            context.request().pause();
            if (access == Access.OPEN) {
                guarded(context, () -> next.handle(context, null));
                return;
            }
            admit(context, access)
                    .onSuccess(caller -> guarded(context, () -> next.handle(context, caller)))
                    .onFailure(refusal -> Exchanges.fail(context, refusal));
        });
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

    private static void finish(RoutingContext context, @Nullable Reply reply, @Nullable Throwable failure) {
        if (reply != null) {
            Exchanges.send(context, reply);
        } else if (failure != null) {
            Exchanges.fail(context, failure);
        }
    }
}
