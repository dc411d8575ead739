package io.whypfs.api.deals;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.whypfs.api.facts.BucketPast;
import io.whypfs.api.facts.DealPast;
import io.whypfs.api.facts.PastRepository;
import io.whypfs.api.owners.Owners;
import io.whypfs.api.owners.Word;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes V1's view of deals from what was told, and from what the deal-maker says of them now. Blocking. */
@Singleton
public final class DealViews {

    private final PastRepository past;
    private final Owners owners;

    DealViews(PastRepository past, Owners owners) {
        this.past = past;
        this.owners = owners;
    }

    /** For whom deals are shown. @param content 0: with no content */
    public record Reader(long content, long user) {}

    /** Deals with their transfers and what the chain has of them; questions go side by side. */
    List<DealStatus> statuses(List<DealPast> deals, Reader reader) throws SQLException {
        Map<UUID, Future<Word>> ofBuckets = new LinkedHashMap<>();
        Map<UUID, Future<Word>> ofDeals = new LinkedHashMap<>();
        for (DealPast deal : deals) {
            ofBuckets.computeIfAbsent(
                    deal.bucket(), bucket -> owners.dealMaker().ask("/internal/v1/buckets/" + bucket + "/deals"));
            if (isOnChain(deal) && deal.reached("active", "slashed").isPresent()) {
                ofDeals.put(deal.uuid(), owners.dealMaker().ask("/internal/v1/deals/" + deal.uuid() + "/transitions"));
            }
        }
        Map<UUID, Long> served = served(ofBuckets);
        Map<UUID, String> roots = roots(ofBuckets);
        List<DealStatus> statuses = new ArrayList<>();
        for (DealPast deal : deals) {
            statuses.add(new DealStatus(
                    ContentDeal.of(deal, reader.content(), reader.user()),
                    Transfer.of(deal, roots.getOrDefault(deal.bucket(), ""), served.getOrDefault(deal.uuid(), 0L)),
                    onChain(deal, ofDeals.get(deal.uuid()))));
        }
        return statuses;
    }

    private static boolean isOnChain(DealPast deal) {
        return deal.chainDealId() != null;
    }

    /** As in V1 there is nothing to show when nobody can say since when the sector is proven. */
    private static DealStatus.@Nullable OnChainState onChain(DealPast deal, @Nullable Future<Word> transitions) {
        if (!isOnChain(deal)) {
            return null;
        }
        if (transitions == null) {
            return DealStatus.OnChainState.PUBLISHED;
        }
        Optional<JsonNode> told = await(transitions).newest().map(Word.Told::json);
        OptionalLong start = told.map(json -> epochOf(json, "active")).orElse(OptionalLong.empty());
        if (start.isEmpty()) {
            return null;
        }
        long slashed = epochOf(told.orElseThrow(), "slashed").orElse(-1);
        return new DealStatus.OnChainState(start.getAsLong(), Math.max(start.getAsLong(), slashed), slashed);
    }

    private static OptionalLong epochOf(JsonNode transitions, String state) {
        for (JsonNode transition : transitions) {
            if (transition.path("state").asText().equals(state)) {
                return OptionalLong.of(transition.path("epoch").asLong());
            }
        }
        return OptionalLong.empty();
    }

    private static Map<UUID, Long> served(Map<UUID, Future<Word>> ofBuckets) {
        Map<UUID, Long> served = new HashMap<>();
        for (Future<Word> word : ofBuckets.values()) {
            await(word)
                    .newest()
                    .ifPresent(told -> told.json()
                            .path("deals")
                            .forEach(deal -> served.put(
                                    UUID.fromString(deal.path("uuid").asText()),
                                    deal.path("bytesServed").asLong())));
        }
        return served;
    }

    private Map<UUID, String> roots(Map<UUID, Future<Word>> ofBuckets) throws SQLException {
        Map<UUID, String> roots = new HashMap<>();
        for (UUID bucket : ofBuckets.keySet()) {
            roots.put(
                    bucket,
                    past.findBucket(bucket).ready().map(BucketPast.Ready::root).orElse(""));
        }
        return roots;
    }

    /** The question has a limit of its own and always succeeds; a virtual thread may wait for it. */
    private static Word await(Future<Word> word) {
        return Objects.requireNonNull(
                word.toCompletionStage().toCompletableFuture().join());
    }
}
