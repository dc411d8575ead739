package io.whypfs.api.upload;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.whypfs.api.cores.CoreChoice;
import io.whypfs.api.cores.CoreNode;
import io.whypfs.api.cores.CoreRegistry;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.inside.InternalJson;
import io.whypfs.api.inside.ProblemException;
import io.whypfs.kit.internal.InternalCredential;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives an upload's body to a core-node, and to another one while no byte of it was taken yet. */
public final class CoreUploads {

    private static final Logger LOG = LoggerFactory.getLogger(CoreUploads.class);

    private final HttpClient http;
    private final InternalCredential credential;
    private final CoreRegistry registry;
    private final CoreChoice choice;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Counter stored;
    private final Counter failed;

    public CoreUploads(HttpClient http, InternalCredential credential, CoreRegistry registry, MeterRegistry meters) {
        this.http = http;
        this.credential = credential;
        this.registry = registry;
        this.choice = new CoreChoice(registry);
        meters.gauge("whypfs_upload_in_flight_requests", inFlight);
        this.stored = meters.counter("whypfs_upload_stored");
        this.failed = meters.counter("whypfs_upload_failed");
    }

    /**
     * Where an upload is to go.
     *
     * @param uri path and query at the core
     * @param expectedBytes its length; 0 where nothing is known of it
     * @param home the core to prefer
     */
    record Aim(String uri, long expectedBytes, Optional<UUID> home) {}

    /**
     * Pipes the body of {@code request} to a core.
     *
     * <p>Fails with an {@link ApiException} that says what is wrong, or a {@link UploadPipe.ClientGoneException}.
     */
    Future<Stored> store(HttpServerRequest request, Aim aim) {
        inFlight.incrementAndGet();
        return attempt(request, aim, new HashSet<>()).onComplete(done -> {
            inFlight.decrementAndGet();
            (done.succeeded() ? stored : failed).increment();
        });
    }

    private Future<Stored> attempt(HttpServerRequest request, Aim aim, Set<UUID> tried) {
        CoreNode core;
        try {
            core = choice.choose(aim.expectedBytes(), tried, aim.home());
        } catch (ApiException refusal) {
            return Future.failedFuture(refusal);
        }
        tried.add(core.id());
        registry.uploadsTo(core.id()).incrementAndGet();
        return http.request(options(core, aim.uri(), request))
                .recover(refused -> {
                    registry.onRefused(core);
                    return Future.failedFuture(new UntouchedException(refused));
                })
                .compose(open -> pipe(core, request, open))
                .onComplete(done -> registry.uploadsTo(core.id()).decrementAndGet())
                .recover(failure -> {
                    if (!(failure instanceof UntouchedException)) {
                        return Future.failedFuture(failure);
                    }
                    LOG.warn(
                            "core={} refused an upload, another one is tried: error={}",
                            core.id(),
                            failure.getMessage());
                    return attempt(request, aim, tried);
                });
    }

    private Future<Stored> pipe(CoreNode core, HttpServerRequest request, HttpClientRequest open) {
        String length = request.getHeader("Content-Length");
        if (length == null) {
            open.setChunked(true);
        } else {
            open.putHeader("Content-Length", length);
        }
        continueExpected(request);
        UploadPipe pipe = new UploadPipe(request, open);
        return pipe.start()
                .compose(response -> response.body().map(body -> read(response, body)))
                .recover(failure -> Future.failedFuture(onFailure(core, pipe, failure)));
    }

    private Throwable onFailure(CoreNode core, UploadPipe pipe, Throwable failure) {
        if (failure instanceof ProblemException problem) {
            return IngestProblems.toRefusal(problem);
        }
        if (failure instanceof UploadPipe.ClientGoneException) {
            return failure;
        }
        if (!pipe.isTouched()) {
            registry.onRefused(core);
            return new UntouchedException(failure);
        }
        LOG.warn("core={} went away in an upload: error={}", core.id(), failure.toString());
        return new ApiException(
                Reason.BAD_GATEWAY,
                "The core-node " + core.id() + " went away in the middle; the upload does not count: send it again.");
    }

    private RequestOptions options(CoreNode core, String uri, HttpServerRequest request) {
        RequestOptions options =
                core.endpoint().request(HttpMethod.POST, uri).putHeader(InternalCredential.HEADER, credential.token());
        String type = request.getHeader("Content-Type");
        return type == null ? options : options.putHeader("Content-Type", type);
    }

    /** A client that waits for leave to send its body gets it only now, when somebody takes it. */
    private static void continueExpected(HttpServerRequest request) {
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
    }

    private static Stored read(HttpClientResponse response, Buffer body) {
        if (response.statusCode() != 200) {
            throw ProblemException.of(response.statusCode(), body.getBytes());
        }
        return InternalJson.convert(InternalJson.read(body.getBytes()), Stored.class);
    }

    /** The core failed before a byte of the body was taken. */
    private static final class UntouchedException extends RuntimeException {
        UntouchedException(Throwable cause) {
            super(cause.toString(), cause, false, false);
        }
    }
}
