package io.whypfs.api.timeline;

import io.vertx.core.Future;
import io.whypfs.api.facts.BucketPast;
import io.whypfs.api.facts.ContentPast;
import io.whypfs.api.facts.DealPast;
import io.whypfs.api.facts.DealPastRepository;
import io.whypfs.api.facts.PastRepository;
import io.whypfs.api.owners.Owners;
import io.whypfs.api.owners.Word;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Gathers what a timeline is made of; blocks for at most two rounds of questions, each with the owners' short limit. */
@Singleton
public final class Inquiry {

    private static final String BUCKETS = "/internal/v1/buckets/";

    private final PastRepository past;
    private final DealPastRepository deals;
    private final Owners owners;
    private final Clock clock;

    Inquiry(PastRepository past, DealPastRepository deals, Owners owners, Clock clock) {
        this.past = past;
        this.deals = deals;
        this.owners = owners;
        this.clock = clock;
    }

    /** About a content: its bucket is known here, or the scheduler says it. */
    Known ofContent(ContentPast content) throws SQLException {
        Future<Word> aboutContent = owners.scheduler().ask("/internal/v1/contents/" + content.id());
        Optional<UUID> told = Optional.ofNullable(content.bucket());
        Future<Word> aboutDeals = told.map(this::askForDeals).orElseGet(Inquiry::nobody);
        Word scheduler = await(aboutContent);
        Optional<UUID> bucket = told.or(() -> Saying.of(scheduler)
                .filter(said -> said.text("state").equals("assigned"))
                .flatMap(said -> said.part("bucket"))
                .map(said -> said.uuid("uuid")));
        if (bucket.isEmpty()) {
            return known(Optional.of(content), scheduler);
        }
        Future<Word> soon = told.isPresent() ? aboutDeals : askForDeals(bucket.get());
        return known(Optional.of(content), bucket.get(), scheduler, new Word.Unasked(), soon);
    }

    /** About a bucket, with what the scheduler said of it. */
    Known ofBucket(UUID bucket, Word aboutBucket) throws SQLException {
        return known(Optional.empty(), bucket, new Word.Unasked(), aboutBucket, askForDeals(bucket));
    }

    /** About a bucket. */
    Known ofBucket(UUID bucket) throws SQLException {
        Future<Word> aboutBucket = owners.scheduler().ask(BUCKETS + bucket);
        Future<Word> aboutDeals = askForDeals(bucket);
        return known(Optional.empty(), bucket, new Word.Unasked(), await(aboutBucket), aboutDeals);
    }

    /** The scheduler's word on a bucket. */
    Word askForBucket(UUID bucket) {
        return await(owners.scheduler().ask(BUCKETS + bucket));
    }

    private Known known(Optional<ContentPast> content, Word aboutContent) {
        BucketPast nothing = BucketPast.unknown(new UUID(0, 0));
        return new Known(
                content,
                Optional.empty(),
                nothing,
                List.of(),
                aboutContent,
                new Word.Unasked(),
                new Word.Unasked(),
                new Word.Unasked(),
                clock.instant());
    }

    private Known known(
            Optional<ContentPast> content, UUID bucket, Word aboutContent, Word aboutBucket, Future<Word> aboutDeals)
            throws SQLException {
        BucketPast told = past.findBucket(bucket);
        List<DealPast> dealsTold = deals.listOfBuckets(List.of(bucket));
        Optional<Saying> saying =
                Saying.of(aboutBucket).or(() -> Saying.of(aboutContent).flatMap(said -> said.part("bucket")));
        boolean isBuilding = told.ready().isEmpty()
                && (told.sealed().isPresent()
                        || saying.map(said -> said.text("state").equals("sealed"))
                                .orElse(false));
        Future<Word> aboutPiece = isBuilding
                ? Known.homeCore(told, saying)
                        .map(core -> owners.askCores(core, "/internal/v1/pieces/by-bucket/" + bucket))
                        .orElseGet(Inquiry::nobody)
                : nobody();
        return new Known(
                content,
                Optional.of(bucket),
                told,
                dealsTold,
                aboutContent,
                aboutBucket,
                await(aboutPiece),
                await(aboutDeals),
                clock.instant());
    }

    private Future<Word> askForDeals(UUID bucket) {
        return owners.dealMaker().ask(BUCKETS + bucket + "/deals");
    }

    private static Future<Word> nobody() {
        return Future.succeededFuture(new Word.Unasked());
    }

    /** Each question has a limit of its own and always succeeds; a virtual thread may wait for it. */
    private static Word await(Future<Word> word) {
        return word.toCompletionStage().toCompletableFuture().join();
    }
}
