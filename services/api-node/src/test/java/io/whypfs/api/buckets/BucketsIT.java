package io.whypfs.api.buckets;

import static io.whypfs.api.stub.Api.Part.field;
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
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(60)
class BucketsIT {

    @Inject
    Stubs stubs;

    @Inject
    DataSource dataSource;

    private String key = "";
    private int user;

    @BeforeEach
    void aNewUser() {
        stubs.up();
        stubs.scheduler.told.clear();
        key = stubs.auth.userKey();
        user = as(key, "GET", "/viewer").json().getInteger("id");
    }

    @Test
    void makesABucketAndShowsItToItsOwner() {
        // When
        Api.Answer made = post(key, "/buckets", "{\"Name\":\"pictures\",\"maxFiles\":10,\"thresholdSize\":1048576}");

        // Then
        assertThat(made.status()).isEqualTo(201);
        String uuid = made.json().getString("uuid");
        Api.Answer shown = as(key, "GET", "/buckets/" + uuid);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.json().getString("state")).isEqualTo("open");
        assertThat(shown.json().getString("why")).isEqualTo("It has 3 of at most 1000 files.");
        assertThat(shown.json().getInteger("user")).isEqualTo(user);
        assertThat(shown.json().getString("core")).isEqualTo(stubs.coreA.id.toString());
        assertThat(shown.json().getJsonObject("deals").getInteger("target")).isEqualTo(6);
        assertThat(shown.json().containsKey("sealedAt")).isFalse();
        assertThat(as(key, "GET", "/buckets").list()).hasSize(1);
        assertThat(as(key, "GET", "/buckets?state=sealed").list()).isEmpty();
        assertThat(as(key, "GET", "/buckets/" + uuid + "/contents?limit=5")
                        .list()
                        .getJsonObject(0)
                        .getLong("content"))
                .isEqualTo(42);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | name",
                "{\"name\":\" \"} | name",
                "{\"name\":\"n\",\"thresholdSize\":0} | thresholdSize",
                "{\"name\":\"n\",\"thresholdSize\":-1} | thresholdSize",
                "{\"name\":\"n\",\"thresholdSize\":34000000001} | thresholdSize",
                "{\"name\":\"n\",\"thresholdSize\":\"big\"} | thresholdSize",
                "{\"name\":\"n\",\"maxFiles\":0} | maxFiles",
                "{\"name\":\"n\",\"schedule\":\"now and then\"} | schedule"
            })
    void namesTheFieldThatCannotBeMeant(String body, String field) {
        Api.Answer answer = post(key, "/buckets", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("ERR_INVALID_INPUT");
        assertThat(answer.details()).contains(field);
    }

    @Test
    void answersAStrangerLikeForABucketThatNeverWas() {
        // Given
        String uuid = stubs.scheduler.bucket(user, stubs.coreA.id).getString("uuid");
        String global = stubs.scheduler.bucket(null, stubs.coreA.id).getString("uuid");
        String stranger = stubs.auth.userKey();
        String never = UUID.randomUUID().toString();

        for (String route : List.of("GET %s", "GET %s/contents", "POST %s/seal", "POST %s/pause", "GET %s/timeline")) {
            // When
            String[] words = route.split(" ");
            Api.Answer foreign = as(stranger, words[0], "/buckets/" + words[1].formatted(uuid));
            Api.Answer unknown = as(stranger, words[0], "/buckets/" + words[1].formatted(never));
            Api.Answer shared = as(stranger, words[0], "/buckets/" + words[1].formatted(global));

            // Then
            assertThat(foreign.status()).as(route).isEqualTo(404);
            assertThat(foreign.reason()).isEqualTo("ERR_BUCKET_NOT_FOUND");
            assertThat(foreign.text().replace(uuid, never)).isEqualTo(unknown.text());
            assertThat(shared.text().replace(global, never)).isEqualTo(unknown.text());
        }
        assertThat(stubs.scheduler.told).isEmpty();
    }

    @Test
    void letsAnAdministratorSeeAndSealEveryBucket() {
        // Given
        String own = stubs.scheduler.bucket(user, stubs.coreA.id).getString("uuid");
        String global = stubs.scheduler.bucket(null, stubs.coreA.id).getString("uuid");
        String admin = stubs.auth.key(100, false);

        // When
        JsonArray all = as(admin, "GET", "/buckets?all=true").list();
        Api.Answer sealed = as(admin, "POST", "/buckets/" + global + "/seal");

        // Then
        assertThat(all.stream().map(one -> ((JsonObject) one).getString("uuid")))
                .contains(own, global);
        assertThat(sealed.json().getString("state")).isEqualTo("sealed");
        assertThat(as(key, "GET", "/buckets?all=true").status()).isEqualTo(403);
    }

    @Test
    void sealsPausesAndResumes() {
        // Given
        JsonObject bucket = stubs.scheduler.bucket(user, stubs.coreA.id);
        JsonObject empty = stubs.scheduler.bucket(user, stubs.coreA.id).put("files", 0);
        String uuid = bucket.getString("uuid");

        // When, Then
        assertThat(as(key, "POST", "/buckets/" + uuid + "/pause").json().getString("state"))
                .isEqualTo("paused");
        assertThat(as(key, "POST", "/buckets/" + uuid + "/resume").json().getString("state"))
                .isEqualTo("open");
        assertThat(as(key, "POST", "/buckets/" + uuid + "/seal").json().getString("state"))
                .isEqualTo("sealed");
        Api.Answer refused = as(key, "POST", "/buckets/" + empty.getString("uuid") + "/seal");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.details()).isEqualTo("The bucket is empty: nothing would be in its piece.");
    }

    @Test
    void saysWhenTheSchedulerDoesNotAnswer() {
        stubs.scheduler.down();
        Api.Answer answer = as(key, "GET", "/buckets");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.details()).isEqualTo("The bucket-scheduler does not answer: try again in a moment.");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/content/add", "/put"})
    void storesAnUploadOnTheHomeOfItsBucket(String route) {
        // Given
        String uuid = stubs.scheduler.bucket(user, stubs.coreB.id).getString("uuid");
        stubs.coreA.freeBytes = 1L << 41;

        for (int i = 0; i < 3; i++) {
            // When
            long id = upload(key, route + "?bucket=" + uuid, file("f", "at home " + i))
                    .json()
                    .getLong("estuaryId");

            // Then
            assertThat(stubs.coreB.pins).containsKey(id);
            assertThat(fact(id).getString("bucket")).isEqualTo(uuid);
            assertThat(fact(id).getJsonArray("homes")).containsExactly(stubs.coreB.id.toString());
        }
    }

    @Test
    void storesACarAndAFolderOnTheHomeOfTheirBucket() {
        // Given
        String uuid = stubs.scheduler.bucket(user, stubs.coreB.id).getString("uuid");

        // When
        long car = Api.post("/content/add-car?bucket=" + uuid, "car", "Authorization", "Bearer " + key)
                .json()
                .getLong("estuaryId");
        long folder = upload(key, "/content/add?bucket=" + uuid, file("d/a", "a"), file("d/b", "b"))
                .json()
                .getLong("estuaryId");

        // Then
        assertThat(stubs.coreB.pins).containsKeys(car, folder);
        assertThat(fact(car).getString("bucket")).isEqualTo(uuid);
        assertThat(fact(folder).getString("bucket")).isEqualTo(uuid);
    }

    @Test
    void takesTheBucketFromAFormFieldWhereverItStands() {
        // Given
        String uuid = stubs.scheduler.bucket(user, stubs.coreB.id).getString("uuid");
        String other = stubs.scheduler.bucket(user, stubs.coreA.id).getString("uuid");

        // When
        long after = upload(key, "/content/add", file("f", "after"), field("bucket", uuid))
                .json()
                .getLong("estuaryId");
        long both = upload(key, "/content/add?bucket=" + other, file("f", "both"), field("bucket", uuid))
                .json()
                .getLong("estuaryId");

        // Then
        assertThat(fact(after).getString("bucket")).isEqualTo(uuid);
        assertThat(fact(both).getString("bucket")).isEqualTo(other);
    }

    @Test
    void refusesABucketThatIsNotTheUploadersBeforeAByteIsTaken() {
        // Given
        String foreign = stubs.scheduler.bucket(999_999, stubs.coreA.id).getString("uuid");
        String global = stubs.scheduler.bucket(null, stubs.coreA.id).getString("uuid");
        int before = stubs.coreA.ingests.get() + stubs.coreB.ingests.get();

        // When, Then
        for (String uuid : List.of(foreign, global, UUID.randomUUID().toString())) {
            Api.Answer answer = upload(key, "/content/add?bucket=" + uuid, file("f", "x"));
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.reason()).isEqualTo("ERR_BUCKET_NOT_FOUND");
        }
        Api.Answer malformed = upload(key, "/content/add?bucket=mine", file("f", "x"));
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.details()).startsWith("bucket is not a UUID");
        assertThat(stubs.coreA.ingests.get() + stubs.coreB.ingests.get()).isEqualTo(before);
    }

    @Test
    void releasesWhatWasStoredForABucketOfAFormFieldThatIsNotTheUploaders() {
        // Given
        String foreign = stubs.scheduler.bucket(999_999, stubs.coreA.id).getString("uuid");

        // When
        Api.Answer unknown = upload(key, "/content/add", file("f", "wished wrong"), field("bucket", foreign));
        Api.Answer malformed = upload(key, "/content/add", file("f", "wished wrong"), field("bucket", "mine"));

        // Then
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(as(key, "GET", "/content/contents").text()).isEqualTo("[]\n");
        org.awaitility.Awaitility.await().until(() -> stubs.coreA.released.size() + stubs.coreB.released.size() >= 2);
    }

    @Test
    void goesElsewhereWhenTheHomeIsAwayOrFull() {
        // Given
        String uuid = stubs.scheduler.bucket(user, stubs.coreB.id).getString("uuid");
        stubs.coreB.down();

        // When
        Api.Answer away = upload(key, "/content/add?bucket=" + uuid, file("f", "elsewhere"));

        // Then
        assertThat(away.status()).isEqualTo(200);
        JsonObject fact = fact(away.json().getLong("estuaryId"));
        assertThat(fact.getString("bucket")).isEqualTo(uuid);
        assertThat(fact.getJsonArray("homes")).containsExactly(stubs.coreA.id.toString());
    }

    @Test
    void needsTheSchedulerOnlyForABucketThatItDoesNotRemember() {
        // Given
        String known = stubs.scheduler.bucket(user, stubs.coreA.id).getString("uuid");
        String unheard = stubs.scheduler.bucket(user, stubs.coreA.id).getString("uuid");
        upload(key, "/content/add?bucket=" + known, file("f", "first"));
        int asked = stubs.scheduler.bucketQuestions.get();
        upload(key, "/content/add?bucket=" + known, file("f", "second"));
        assertThat(stubs.scheduler.bucketQuestions.get()).isEqualTo(asked);
        stubs.scheduler.down();

        // When
        Api.Answer remembered = upload(key, "/content/add?bucket=" + known, file("f", "third"));
        Api.Answer refused = upload(key, "/content/add?bucket=" + unheard, file("f", "fourth"));

        // Then
        assertThat(remembered.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.details()).contains("bucket-scheduler");
    }

    @Test
    void showsBucketsAsStagingZones() {
        // Given
        JsonObject own = stubs.scheduler.bucket(user, stubs.coreA.id);
        JsonObject global = stubs.scheduler.bucket(null, stubs.coreA.id).put("state", "sealed");
        long id = upload(key, "/content/add", file("f", "staged")).json().getLong("estuaryId");
        new ToldFacts(dataSource)
                .tell(
                        new io.whypfs.events.ContentsAssigned(
                                UUID.fromString(global.getString("uuid")), global.getLong("id"), List.of(id)),
                        1,
                        ToldFacts.TIME);

        // When
        JsonArray zones = as(key, "GET", "/content/staging-zones").list();
        JsonObject zone =
                as(key, "GET", "/content/staging-zones/" + own.getLong("id")).json();
        JsonArray contents = as(key, "GET", "/content/staging-zones/" + global.getLong("id") + "/contents")
                .list();

        // Then
        assertThat(zones.stream().map(one -> ((JsonObject) one).getLong("id")))
                .containsExactly(global.getLong("id"), own.getLong("id"));
        assertThat(zones.getJsonObject(0).getString("status")).isEqualTo("done");
        assertThat(zone.fieldNames())
                .containsExactly(
                        "id",
                        "createdAt",
                        "minSize",
                        "maxSize",
                        "curSize",
                        "user",
                        "contentID",
                        "location",
                        "status",
                        "message",
                        "ID",
                        "CreatedAt",
                        "UpdatedAt",
                        "DeletedAt");
        assertThat(zone.getString("status")).isEqualTo("open");
        assertThat(zone.getLong("curSize")).isEqualTo(12_288);
        assertThat(zone.getLong("minSize")).isEqualTo(1_048_576);
        assertThat(zone.getInteger("user")).isEqualTo(user);
        assertThat(contents).hasSize(1);
        assertThat(contents.getJsonObject(0).getLong("id")).isEqualTo(id);
        assertThat(contents.getJsonObject(0).getString("bucket")).isEqualTo(global.getString("uuid"));
        assertThat(as(stubs.auth.userKey(), "GET", "/content/staging-zones/" + own.getLong("id"))
                        .status())
                .isEqualTo(404);
        assertThat(as(key, "GET", "/content/staging-zones/987654321/contents").text())
                .isEqualTo("[]\n");
    }

    private static Api.Answer post(String key, String path, String body) {
        return Api.post(path, body, "Authorization", "Bearer " + key);
    }

    /** The data of the content's ContentStored, which waits in the outbox because there is no broker. */
    private JsonObject fact(long content) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select payload from outbox where key = '" + content + "' order by id")) {
            rows.next();
            return new JsonObject(rows.getString(1)).getJsonObject("data");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
