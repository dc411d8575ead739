package io.whypfs.api.upload;

import static io.vertx.core.http.HttpMethod.POST;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.Caller;
import io.whypfs.api.buckets.WishedBuckets;
import io.whypfs.api.config.PublicConfig;
import io.whypfs.api.config.UploadConfig;
import io.whypfs.api.content.ContentIds;
import io.whypfs.api.content.NewContent;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.http.ApiRequest;
import io.whypfs.api.http.Exchanges;
import io.whypfs.api.http.Reply;
import io.whypfs.api.http.RouteGroup;
import io.whypfs.api.http.Routes;
import io.whypfs.api.inside.Loops;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code POST /content/add}, {@code /put} and {@code /content/add-car}. */
@ApplicationScoped
public class UploadRoutes implements RouteGroup {

    /** What a multipart request may be longer than its files. */
    private static final long MULTIPART_SLACK_BYTES = 1 << 20;

    private final UploadConfig config;
    private final PublicConfig front;
    private final ContentIds ids;
    private final CoreUploads cores;
    private final WishedBuckets buckets;
    private final Committing committing;

    UploadRoutes(
            UploadConfig config,
            PublicConfig front,
            ContentIds ids,
            CoreUploads cores,
            WishedBuckets buckets,
            Committing committing) {
        this.config = config;
        this.front = front;
        this.ids = ids;
        this.cores = cores;
        this.buckets = buckets;
        this.committing = committing;
    }

    @Override
    public void register(Routes routes) {
        routes.streaming(
                POST, "/content/add", Access.UPLOAD, request -> answer(request, () -> addFiles(routes, request)));
        routes.streaming(POST, "/put", Access.UPLOAD, request -> answer(request, () -> addFiles(routes, request)));
        routes.streaming(
                POST, "/content/add-car", Access.UPLOAD, request -> answer(request, () -> addCar(routes, request)));
    }

    /** V1's answer, and the files of a folder. */
    private record Added(
            String cid,

            @com.fasterxml.jackson.annotation.JsonProperty("retrieval_url")
            String retrievalUrl,

            @com.fasterxml.jackson.annotation.JsonProperty("estuary_retrieval_url")
            String estuaryRetrievalUrl,

            long estuaryId,
            List<String> providers,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<Stored.StoredFile> files) {}

    private interface Upload {
        Future<Added> run();
    }

    private static void answer(ApiRequest request, Upload upload) {
        Future<Added> added;
        try {
            added = upload.run();
        } catch (ApiException refusal) {
            added = Future.failedFuture(refusal);
        }
        added.onSuccess(body -> Exchanges.send(request.exchange(), Reply.ok(body)))
                .onFailure(failure -> {
                    if (!(failure instanceof UploadPipe.ClientGoneException)) {
                        Exchanges.fail(request.exchange(), failure);
                    }
                });
    }

    private Future<Added> addFiles(Routes routes, ApiRequest request) {
        String type = request.exchange().request().getHeader("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw new ApiException(
                    Reason.UNSUPPORTED_CONTENT_TYPE,
                    "Send multipart/form-data with the file in the field 'data', as curl -F data=@file does.");
        }
        UploadOptions options = UploadOptions.parse(request, config.defaultProfile());
        refuseBeforeBody(request, MULTIPART_SLACK_BYTES);
        return homeOf(request.caller(), options)
                .compose(home -> ids.next()
                        .compose(id -> store(
                                request,
                                id,
                                "/internal/v1/ingest?content=" + id + "&profile=" + encode(options.profile())
                                        + "&part=data&max-bytes=" + maxBytes(),
                                home)))
                .compose(stored -> commit(routes, request.caller(), options, stored));
    }

    private Future<Added> addCar(Routes routes, ApiRequest request) {
        UploadOptions options = UploadOptions.parse(request, config.defaultProfile());
        refuseBeforeBody(request, 0);
        return homeOf(request.caller(), options)
                .compose(home -> ids.next()
                        .compose(id -> store(
                                request,
                                id,
                                "/internal/v1/import-car?content=" + id + "&max-bytes=" + maxBytes(),
                                home)))
                .compose(stored -> commit(routes, request.caller(), options, stored));
    }

    /** The home of the bucket that the query names, known before a byte is taken; the caller's context is kept. */
    private Future<Optional<UUID>> homeOf(Caller caller, UploadOptions options) {
        if (options.bucket().isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        return Loops.back(buckets.find(caller.userId(), options.bucket().get())).map(WishedBuckets.Wished::core);
    }

    private Future<Accepted> store(ApiRequest request, long id, String uri, Optional<UUID> home) {
        long expected = Math.max(0, contentLength(request.exchange().request()));
        return cores.store(request.exchange().request(), new CoreUploads.Aim(uri, expected, home))
                .map(stored -> new Accepted(id, stored));
    }

    private Future<Added> commit(Routes routes, Caller caller, UploadOptions options, Accepted accepted) {
        return committing.commit(routes, caller, options, accepted).map(this::added);
    }

    private Added added(Committing.Committed committed) {
        NewContent content = committed.content();
        String cid = content.root().toString();
        return new Added(
                cid,
                "https://dweb.link/ipfs/" + cid,
                front.prefix() + "/gw/ipfs/" + cid,
                content.id(),
                List.of(),
                content.kind().equals("directory") ? committed.files() : null);
    }

    private void refuseBeforeBody(ApiRequest request, long slack) {
        if (config.disabled() || request.caller().storageDisabled()) {
            throw new ApiException(
                    Reason.CONTENT_ADDING_DISABLED,
                    config.disabled()
                            ? "This node takes no uploads now."
                            : "Uploads are disabled for the user "
                                    + request.caller().username() + ".");
        }
        long length = contentLength(request.exchange().request());
        if (length - slack > maxBytes()) {
            throw new ApiException(
                    Reason.CONTENT_SIZE_OVER_LIMIT,
                    "The upload has " + length + " bytes, and at most " + maxBytes() + " are taken: split it.");
        }
    }

    private long maxBytes() {
        return config.maxSize().asLongValue();
    }

    private static long contentLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            throw ApiException.invalid("The Content-Length header is not a number.");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
