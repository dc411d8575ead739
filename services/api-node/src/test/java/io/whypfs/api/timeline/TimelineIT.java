package io.whypfs.api.timeline;

import static io.whypfs.api.stub.Api.Part.file;
import static io.whypfs.api.stub.Api.as;
import static io.whypfs.api.stub.Api.upload;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.whypfs.api.facts.ToldFacts;
import io.whypfs.api.stub.Api;
import io.whypfs.api.stub.Neighbours;
import io.whypfs.api.stub.Stubs;
import io.whypfs.events.BucketSealed;
import io.whypfs.events.ContentsAssigned;
import io.whypfs.events.DealChanged;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(60)
class TimelineIT {

    @Inject
    Stubs stubs;

    @Inject
    DataSource dataSource;

    private String key = "";
    private int user;
    private long content;

    @BeforeEach
    void aNewUserWithAContent() {
        stubs.up();
        key = stubs.auth.userKey();
        user = as(key, "GET", "/viewer").json().getInteger("id");
        content = upload(key, "/content/add", file("a.txt", "timeline " + user))
                .json()
                .getLong("estuaryId");
    }

    @Test
    void asksTheSchedulerWhyAContentWaits() {
        // Given
        stubs.scheduler.known.put(content, "unassigned");

        // When
        JsonObject timeline =
                as(key, "GET", "/content/" + content + "/timeline").json();

        // Then
        assertThat(timeline.getLong("content")).isEqualTo(content);
        assertThat(timeline.getString("name")).isEqualTo("a.txt");
        assertThat(timeline.getBoolean("done")).isFalse();
        assertThat(timeline.getString("summary")).isEqualTo("It waits for a bucket.");
        assertThat(timeline.getJsonArray("silent")).isEmpty();
        JsonObject stored = step(timeline, "stored");
        assertThat(stored.getString("state")).isEqualTo("done");
        assertThat(List.of(stubs.coreA.id.toString(), stubs.coreB.id.toString()))
                .contains(stored.getString("core"));
        assertThat(step(timeline, "in-bucket").getString("next")).isEqualTo("A bucket takes it.");
        assertThat(timeline.getJsonArray("steps")).hasSize(11);
    }

    @Test
    void knowsFromTheSchedulerWhatNoFactToldYet() {
        // Given
        JsonObject bucket = stubs.scheduler
                .bucket(user, stubs.coreA.id)
                .put("state", "sealed")
                .put("sealedAt", "2026-11-24T10:01:00Z")
                .put("sealedBecause", "It was full.");
        UUID uuid = UUID.fromString(bucket.getString("uuid"));
        stubs.scheduler.assign(content, bucket);
        stubs.coreA.pieces.put(
                uuid,
                new JsonObject()
                        .put("state", "building")
                        .put("since", "2026-11-24T10:01:01Z")
                        .put("why", "2 of 3 contents are laid out.")
                        .put("next", "The others are laid out."));

        // When
        JsonObject timeline =
                as(key, "GET", "/content/" + content + "/timeline").json();

        // Then
        assertThat(step(timeline, "in-bucket").getString("bucket")).isEqualTo(uuid.toString());
        assertThat(step(timeline, "sealed").getString("why")).isEqualTo("It was full.");
        assertThat(step(timeline, "sealed").getString("at")).isEqualTo("2026-11-24T10:01:00Z");
        assertThat(step(timeline, "piece").getString("state")).isEqualTo("now");
        assertThat(step(timeline, "piece").getString("why")).isEqualTo("2 of 3 contents are laid out.");
    }

    @Test
    void asksAnotherCoreOfThePieceWhenItsHomeIsAway() {
        // Given
        UUID bucket = UUID.randomUUID();
        ToldFacts facts = new ToldFacts(dataSource);
        facts.tell(new ContentsAssigned(bucket, 1, List.of(content)), 1, ToldFacts.TIME);
        facts.tell(
                new BucketSealed(bucket, 1, "p", stubs.coreB.id.toString(), (long) user, 1, 1, 10, "It was full."),
                3,
                ToldFacts.TIME);
        stubs.coreA.pieces.put(
                bucket,
                new JsonObject()
                        .put("state", "waiting")
                        .put("since", "2026-11-24T10:01:01Z")
                        .put("why", "Its home core is away.")
                        .put("next", "It is built when that is back."));
        stubs.coreB.down();

        // When
        JsonObject timeline =
                as(key, "GET", "/content/" + content + "/timeline").json();

        // Then
        assertThat(step(timeline, "piece").getString("why")).isEqualTo("Its home core is away.");
    }

    @Test
    void tellsThePastFromFactsWhenEverybodyIsSilent() {
        // Given
        UUID bucket = new ToldFacts(dataSource).readyBucket((long) user, stubs.coreA.id, content);
        DealChanged deal =
                new ToldFacts(dataSource).deal(bucket, "f01000", "planned", "proposing", "accepted", "transferring");
        stubs.scheduler.down();
        stubs.dealMaker.down();

        // When
        Api.Answer answer = as(key, "GET", "/content/" + content + "/timeline");
        Api.Answer ofBucket = as(key, "GET", "/buckets/" + bucket + "/timeline");
        Api.Answer ofDeal = as(key, "GET", "/deals/" + deal.deal() + "/timeline");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        JsonObject timeline = answer.json();
        assertThat(timeline.getJsonArray("silent").stream().map(Object::toString))
                .anyMatch(text -> text.startsWith("bucket-scheduler since "))
                .anyMatch(text -> text.startsWith("deal-maker since "));
        assertThat(step(timeline, "sealed").getString("at")).isEqualTo("2026-11-24T10:00:20Z");
        assertThat(step(timeline, "piece").getString("pieceCid")).isEqualTo("baga6piece");
        JsonObject transferring = step(timeline, "transferring");
        assertThat(transferring.getString("state")).isEqualTo("now");
        assertThat(transferring.getString("provider")).isEqualTo("f01000");
        assertThat(transferring.getString("deal")).isEqualTo(deal.deal().toString());
        assertThat(transferring.getString("at")).isEqualTo("2026-11-24T10:00:43Z");
        assertThat(step(timeline, "active").getString("state")).isEqualTo("waiting");
        assertThat(ofBucket.json().getString("bucket")).isEqualTo(bucket.toString());
        assertThat(ofDeal.json().getString("deal")).isEqualTo(deal.deal().toString());
        assertThat(ofDeal.json().getString("summary")).isEqualTo("f01000: transferring. Why transferring.");
    }

    @Test
    void isDoneWithSixActiveDeals() {
        // Given
        ToldFacts facts = new ToldFacts(dataSource);
        UUID bucket = facts.readyBucket(null, stubs.coreA.id, content);
        for (int i = 0; i < 6; i++) {
            facts.deal(bucket, "f0100" + i, "planned", "proposing", "accepted", "published", "active");
        }
        facts.deal(bucket, "f01009", "planned", "proposing", "rejected");

        // When
        JsonObject timeline =
                as(key, "GET", "/content/" + content + "/timeline").json();

        // Then
        assertThat(timeline.getBoolean("done")).isTrue();
        assertThat(timeline.getString("summary")).isEqualTo("6 of 6 deals are active.");
        assertThat(timeline.getJsonArray("deals")).hasSize(7);
        assertThat(step(timeline, "rejected").getString("why")).isEqualTo("Why rejected.");
        assertThat(step(timeline, "active").getLong("chainDealId")).isPositive();
    }

    @Test
    void keepsTheTimelineOfADeletedContentForItsOwner() {
        // Given
        as(key, "DELETE", "/content/" + content);

        // When
        Api.Answer answer = as(key, "GET", "/content/" + content + "/timeline");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        JsonArray steps = answer.json().getJsonArray("steps");
        assertThat(steps.getJsonObject(steps.size() - 1).getString("step")).isEqualTo("deleted");
        assertThat(as(key, "GET", "/content/" + content).status()).isEqualTo(404);
    }

    @Test
    void answersAStrangerLikeForWhatNeverWas() {
        // Given
        UUID bucket = new ToldFacts(dataSource).readyBucket((long) user, stubs.coreA.id, content);
        DealChanged deal = new ToldFacts(dataSource).deal(bucket, "f01000", "planned");
        String stranger = stubs.auth.userKey();

        // When, Then
        assertThat(as(stranger, "GET", "/content/" + content + "/timeline").reason())
                .isEqualTo("ERR_CONTENT_NOT_FOUND");
        assertThat(as(stranger, "GET", "/buckets/" + bucket + "/timeline").reason())
                .isEqualTo("ERR_BUCKET_NOT_FOUND");
        assertThat(as(stranger, "GET", "/deals/" + deal.deal() + "/timeline").reason())
                .isEqualTo("ERR_RECORD_NOT_FOUND");
        String admin = stubs.auth.key(100, false);
        assertThat(as(admin, "GET", "/deals/" + deal.deal() + "/timeline").status())
                .isEqualTo(200);
    }

    @Test
    void cannotSayWhoseAnOpenBucketIsWithoutTheScheduler() {
        stubs.scheduler.down();
        Api.Answer answer = as(key, "GET", "/buckets/" + UUID.randomUUID() + "/timeline");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.details()).contains("bucket-scheduler");
    }

    private static JsonObject step(JsonObject timeline, String name) {
        return timeline.getJsonArray("steps").stream()
                .map(JsonObject.class::cast)
                .filter(step -> step.getString("step").equals(name))
                .findFirst()
                .orElseThrow();
    }
}
