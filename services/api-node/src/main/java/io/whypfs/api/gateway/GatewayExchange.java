package io.whypfs.api.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.whypfs.api.cores.CoreNode;
import io.whypfs.api.cores.CoreRegistry;
import io.whypfs.api.inside.ProblemException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One read: finds a core that can answer it, trying those that may until one does; event loop only, one use.
 *
 * <p>Hinted cores come first, then those that say they have the root. A core that cannot be reached, or turns out not to
 * have all of it, is passed over. When none is left: 503 that names the cores which could have helped, else 404.
 */
final class GatewayExchange {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayExchange.class);

    private final RoutingContext context;
    private final GatewayQuestion question;
    private final Parts parts;
    private final GatewayHeaders headers;
    private final GatewayAnswer answer;
    private final Deque<CoreNode> candidates = new ArrayDeque<>();
    private final Set<UUID> tried = new HashSet<>();
    private final Set<String> unreachable = new LinkedHashSet<>();
    private @Nullable String incomplete;
    private boolean searched;

    /** What every read works with. */
    record Parts(CoreRegistry registry, Locations locations, CoreReads reads, ContentTypes types, Executor workers) {}

    GatewayExchange(RoutingContext context, GatewayQuestion question, Parts parts) {
        this.context = context;
        this.question = question;
        this.parts = parts;
        this.headers = new GatewayHeaders(context, question);
        this.answer = new GatewayAnswer(context, question, parts, headers);
    }

    void start() {
        if (headers.isKnownByClient()) {
            return;
        }
        parts.locations()
                .hints(question.path().root())
                .onComplete(hints -> guarded(() -> {
                    for (UUID id : hints.result()) {
                        parts.registry().find(id).ifPresentOrElse(this::addHint, () -> unreachable.add(id.toString()));
                    }
                    next();
                }));
    }

    /** A core that seemed away a moment ago is tried last, but it is tried: it may be the only home. */
    private void addHint(CoreNode core) {
        if (core.state() == CoreNode.State.LOST || parts.registry().isAvoided(core.id())) {
            candidates.addLast(core);
        } else {
            candidates.addFirst(core);
        }
    }

    private void next() {
        CoreNode core = candidates.poll();
        if (core != null) {
            if (tried.add(core.id())) {
                attempt(core);
            } else {
                next();
            }
            return;
        }
        if (searched) {
            giveUp();
            return;
        }
        searched = true;
        parts.locations()
                .search(question.path().root())
                .onComplete(found -> guarded(() -> {
                    candidates.addAll(found.result().holders());
                    found.result()
                            .silent()
                            .forEach(silent -> unreachable.add(silent.id().toString()));
                    next();
                }));
    }

    private void attempt(CoreNode core) {
        probe(core)
                .compose(probed -> probed ? Future.<HttpClientResponse>succeededFuture() : read(core))
                .onComplete(done -> guarded(() -> {
                    if (done.failed()) {
                        onUnreachable(core, done.cause());
                    } else if (done.result() != null) {
                        onAnswer(core, done.result());
                    }
                }));
    }

    /** Asks for the head first where the ETag decides and the path's end is not known; true when that was all. */
    private Future<Boolean> probe(CoreNode core) {
        boolean conditional = question.ifNoneMatch() != null || question.ifRange() != null;
        if (!conditional || question.head() || question.path().segments().isEmpty()) {
            return Future.succeededFuture(false);
        }
        return parts.reads()
                .read(core, HttpMethod.HEAD, question.path(), question.view(), null)
                .map(head -> {
                    CoreReads.drop(head);
                    return head.statusCode() == 200 && headers.isKnownByClient(head);
                });
    }

    private Future<HttpClientResponse> read(CoreNode core) {
        HttpMethod method = question.head() ? HttpMethod.HEAD : HttpMethod.GET;
        return parts.reads().read(core, method, question.path(), question.view(), headers.wantedRange());
    }

    private void onAnswer(CoreNode core, HttpClientResponse response) {
        parts.registry().onAnswered(core);
        int status = response.statusCode();
        if (status == 200 || status == 206) {
            parts.locations().remember(question.path().root(), core.id());
            answer.write(core, response).onFailure(failure -> guarded(() -> onUnreachable(core, failure)));
            return;
        }
        response.body()
                .onComplete(body -> guarded(() -> {
                    if (body.failed()) {
                        onUnreachable(core, body.cause());
                    } else {
                        onProblem(
                                core, ProblemException.of(status, body.result().getBytes()));
                    }
                }));
        response.resume();
    }

    private void onProblem(CoreNode core, ProblemException problem) {
        int status = problem.status();
        if (status == 404 && !problem.slug().equals("no-such-path")) {
            if (problem.slug().equals("missing-block")) {
                incomplete = problem.detail();
            } else {
                parts.locations().forget(question.path().root());
            }
            next();
        } else if (status == 404 || status == 400) {
            refuse(context, new GatewayException(status, problem.detail()));
        } else if (status == 416) {
            String size = problem.member("size").asText("*");
            context.response().putHeader("Content-Range", "bytes */" + size);
            refuse(context, new GatewayException(416, problem.detail()));
        } else {
            onUnreachable(core, problem);
        }
    }

    private void onUnreachable(CoreNode core, Throwable failure) {
        if (context.response().headWritten()) {
            // The client already has a part: only a cut connection tells it that the rest is missing.
            context.request().connection().close();
            return;
        }
        LOG.warn(
                "core={} could not serve a read: cid={} error={}",
                core.id(),
                question.path().text(),
                failure.toString());
        if (!(failure instanceof ProblemException)) {
            parts.registry().onRefused(core);
        }
        unreachable.add(core.id().toString());
        next();
    }

    private void giveUp() {
        String cid = question.path().text();
        if (!unreachable.isEmpty()) {
            String named = unreachable.stream().sorted().collect(Collectors.joining(", "));
            context.response().putHeader("Retry-After", "2");
            refuse(
                    context,
                    new GatewayException(
                            503,
                            "The content " + cid + " cannot be read now: the core-node " + named
                                    + ", which holds it or may hold it, does not answer."));
        } else if (incomplete != null) {
            refuse(context, new GatewayException(404, incomplete));
        } else if (question.onlyIfCached()) {
            refuse(
                    context,
                    new GatewayException(412, "No node here has " + cid + ", and only-if-cached was asked for."));
        } else {
            refuse(context, new GatewayException(404, "No node here has " + cid + "."));
        }
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) {
            LOG.error("A read failed: path={}", context.request().path(), failure);
            if (context.response().headWritten()) {
                context.request().connection().close();
            } else {
                refuse(context, new GatewayException(500, "Something went wrong here; the log of this node has it."));
            }
        }
    }

    static void refuse(RoutingContext context, GatewayException refusal) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(refusal.status())
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .putHeader("Cache-Control", "no-cache");
        context.request().resume();
        response.end(refusal.sentence() + "\n");
    }
}
