package io.whypfs.api.upload;

import io.vertx.core.Future;
import io.whypfs.api.auth.Caller;
import io.whypfs.api.config.UploadConfig;
import io.whypfs.api.content.ContentCommitter;
import io.whypfs.api.content.ContentRepository;
import io.whypfs.api.content.NewContent;
import io.whypfs.api.content.PinConfirmer;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.http.Routes;
import io.whypfs.multiformats.Cid;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/**
 * The second commit of an upload: its row, then word to the core that the pin counts.
 *
 * <p>An upload that is refused after the core stored it has its pin released at once.
 */
@ApplicationScoped
class Committing {

    private final UploadConfig config;
    private final ContentCommitter committer;
    private final ContentRepository contents;
    private final PinConfirmer pins;
    private final Clock clock;

    Committing(
            UploadConfig config,
            ContentCommitter committer,
            ContentRepository contents,
            PinConfirmer pins,
            Clock clock) {
        this.config = config;
        this.committer = committer;
        this.contents = contents;
        this.pins = pins;
        this.clock = clock;
    }

    record Committed(NewContent content, List<Stored.StoredFile> files) {}

    Future<Committed> commit(Routes routes, Caller caller, UploadOptions options, Accepted accepted) {
        Stored stored = accepted.stored();
        NewContent content;
        try {
            content = content(caller, options, accepted);
        } catch (ApiException refusal) {
            pins.release(stored.core(), accepted.id());
            return Future.failedFuture(refusal);
        }
        return refuseDuplicate(routes, options, content)
                .compose(fresh -> routes.here(committer.commit(content)))
                .map(committed -> {
                    pins.confirm(content.core(), content.id());
                    return new Committed(content, Objects.requireNonNullElse(stored.files(), List.of()));
                });
    }

    private NewContent content(Caller caller, UploadOptions options, Accepted accepted) {
        Stored stored = accepted.stored();
        UploadOptions.refuseCollections("coluuid", stored.field("coluuid"));
        UploadOptions.refuseCollections("dir", stored.field("dir"));
        int wished = options.replication() > 0
                ? options.replication()
                : UploadOptions.replication(stored.field("replication"));
        return new NewContent(
                accepted.id(),
                caller.userId(),
                Cid.parse(stored.root()),
                name(options, stored),
                stored.kind(),
                new NewContent.Sizes(stored.fileBytes(), stored.dagBytes(), stored.carBytes(), stored.blockCount()),
                options.profile(),
                wished > 0 ? wished : config.defaultReplication(),
                stored.core(),
                clock.instant());
    }

    private static String name(UploadOptions options, Stored stored) {
        if (!options.filename().isEmpty()) {
            return options.filename();
        }
        String field = UploadOptions.name(stored.field("filename"));
        if (!field.isEmpty()) {
            return field;
        }
        String own = Objects.requireNonNullElse(stored.name(), "");
        return own.isEmpty() ? stored.root() : own;
    }

    private Future<Void> refuseDuplicate(Routes routes, UploadOptions options, NewContent content) {
        if (!options.ignoreDuplicates()) {
            return Future.succeededFuture();
        }
        byte[] root = content.root().multihash().toBytes();
        return routes.onWorker(() -> contents.hasRoot(content.userId(), root)).compose(known -> {
            if (!known) {
                return Future.succeededFuture();
            }
            pins.release(content.core(), content.id());
            return Future.failedFuture(
                    ApiException.duplicate("You have already stored " + content.root() + "; nothing was added."));
        });
    }
}
