package io.whypfs.api.upload;

import io.vertx.core.Future;
import io.whypfs.api.auth.Caller;
import io.whypfs.api.buckets.WishedBuckets;
import io.whypfs.api.config.UploadConfig;
import io.whypfs.api.content.ContentCommitter;
import io.whypfs.api.content.ContentRepository;
import io.whypfs.api.content.NewContent;
import io.whypfs.api.content.PinConfirmer;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.http.Routes;
import io.whypfs.api.inside.Loops;
import io.whypfs.multiformats.Cid;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

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
    private final WishedBuckets buckets;
    private final PinConfirmer pins;
    private final Clock clock;

    Committing(
            UploadConfig config,
            ContentCommitter committer,
            ContentRepository contents,
            WishedBuckets buckets,
            PinConfirmer pins,
            Clock clock) {
        this.config = config;
        this.committer = committer;
        this.contents = contents;
        this.buckets = buckets;
        this.pins = pins;
        this.clock = clock;
    }

    record Committed(NewContent content, List<Stored.StoredFile> files) {}

    Future<Committed> commit(Routes routes, Caller caller, UploadOptions options, Accepted accepted) {
        Stored stored = accepted.stored();
        Instant answered = clock.instant();
        return bucket(caller, options, stored)
                .map(bucket -> content(caller, options, accepted, bucket, answered))
                .onFailure(refusal -> pins.release(stored.core(), accepted.id()))
                .compose(content -> commit(routes, options, stored, content));
    }

    private Future<Committed> commit(Routes routes, UploadOptions options, Stored stored, NewContent content) {
        return refuseDuplicate(routes, options, content)
                .compose(fresh -> routes.here(committer.commit(content)))
                .map(committed -> {
                    pins.confirm(content.core(), content.id());
                    return new Committed(content, Objects.requireNonNullElse(stored.files(), List.of()));
                });
    }

    /**
     * The bucket wished for. The query's was looked up before the first byte; a form field's only now, when the content
     * lives somewhere already: it is copied to the bucket's home before that is sealed.
     */
    private Future<Optional<UUID>> bucket(Caller caller, UploadOptions options, Stored stored) {
        if (options.bucket().isPresent()) {
            return Future.succeededFuture(options.bucket());
        }
        Optional<UUID> field;
        try {
            field = UploadOptions.bucket(stored.field("bucket"));
        } catch (ApiException refusal) {
            return Future.failedFuture(refusal);
        }
        return field.isEmpty()
                ? Future.succeededFuture(field)
                : Loops.back(buckets.find(caller.userId(), field.get())).map(wished -> Optional.of(wished.uuid()));
    }

    private NewContent content(
            Caller caller, UploadOptions options, Accepted accepted, Optional<UUID> bucket, Instant answered) {
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
                bucket.orElse(null),
                answered);
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
