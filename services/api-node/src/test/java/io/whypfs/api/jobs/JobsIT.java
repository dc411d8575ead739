package io.whypfs.api.jobs;

import static io.whypfs.api.stub.Api.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.whypfs.api.stub.Api;
import io.whypfs.api.stub.Neighbours;
import io.whypfs.api.stub.Stubs;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(60)
class JobsIT {

    @Inject
    Stubs stubs;

    private String admin;

    @BeforeEach
    void allIsWell() {
        stubs.up();
        admin = stubs.auth.key(100, false);
        stubs.scheduler.jobs.jobs.clear();
        stubs.dealMaker.jobs.jobs.clear();
        stubs.scheduler.jobs.told.clear();
        stubs.scheduler.jobs.job("bucket-creator", true);
        stubs.dealMaker.jobs.job("deal-step", true);
        stubs.dealMaker.jobs.job("weekly", false);
    }

    @Test
    void gathersTheJobsOfAllServicesAndSaysWhoseEachIs() {
        // When
        JsonObject answer = as(admin, "GET", "/admin/jobs").json();

        // Then
        assertThat(services(answer))
                .containsExactlyInAnyOrder(
                        "bucket-scheduler bucket-creator", "deal-maker deal-step", "deal-maker weekly");
        assertThat(answer.getJsonArray("silent")).isEmpty();
        JsonObject job = as(admin, "GET", "/admin/jobs/bucket-creator").json();
        assertThat(job.getString("service")).isEqualTo("bucket-scheduler");
        assertThat(job.getString("why")).isEqualTo("nothing waits");
        assertThat(as(admin, "GET", "/admin/jobs/weekly/runs").list()).hasSize(1);
    }

    @Test
    void aSilentServiceIsNamedAndItsJobsAreThoseItToldLast() {
        // Given
        as(admin, "GET", "/admin/jobs");
        stubs.dealMaker.down();

        // When
        JsonObject answer = as(admin, "GET", "/admin/jobs").json();

        // Then
        JsonObject silent = answer.getJsonArray("silent").getJsonObject(0);
        assertThat(silent.getString("service")).isEqualTo("deal-maker");
        assertThat(silent.getString("since")).startsWith("20");
        assertThat(silent.getString("asOf")).startsWith("20");
        assertThat(services(answer)).contains("deal-maker weekly", "bucket-scheduler bucket-creator");
        Api.Answer unknown = as(admin, "GET", "/admin/jobs/elsewhere");
        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.details())
                .isEqualTo(
                        "The deal-maker does not answer, and it may be the one that is meant: try again in a moment.");
        assertThat(as(admin, "GET", "/admin/jobs/bucket-creator").status()).isEqualTo(200);
    }

    @Test
    void aNewJobGoesToTheServiceThatHasItsType() {
        // When
        Api.Answer answer = create("{\"name\":\"nightly\",\"type\":\"deals\",\"schedule\":\"@daily\",\"maxRuns\":5}");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("service")).isEqualTo("deal-maker");
        assertThat(stubs.dealMaker.jobs.jobs).containsKey("nightly");
        assertThat(stubs.scheduler.jobs.jobs).doesNotContainKey("nightly");
    }

    @Test
    void aNewJobThatCannotBeIsRefusedWithTheReason() {
        // When
        Api.Answer type = create("{\"name\":\"x\",\"type\":\"nonsense\",\"schedule\":\"@daily\"}");
        Api.Answer schedule = create("{\"name\":\"x\",\"type\":\"deals\",\"schedule\":\"soon\"}");
        Api.Answer taken = create("{\"name\":\"bucket-creator\",\"type\":\"deals\",\"schedule\":\"@daily\"}");
        Api.Answer nameless = create("{\"type\":\"deals\",\"schedule\":\"@daily\"}");

        // Then
        assertThat(type.status()).isEqualTo(400);
        assertThat(type.details()).isEqualTo("There is no job type 'nonsense'. Known: buckets, deals.");
        assertThat(schedule.status()).isEqualTo(400);
        assertThat(schedule.details()).isEqualTo("'soon' is not a schedule.");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.details())
                .isEqualTo(
                        "There is a job 'bucket-creator' already, in bucket-scheduler; choose another name or remove that one.");
        assertThat(nameless.details()).isEqualTo("The field name is missing.");
    }

    @Test
    void wishesSayWhoWantsThemAndWhy() {
        // Given
        stubs.scheduler.jobs.job("sweep", false);

        // When
        as(admin, "POST", "/admin/jobs/sweep/pause?reason=disk%20work");
        as(admin, "POST", "/admin/jobs/sweep/resume");
        as(admin, "POST", "/admin/jobs/sweep/run");
        as(admin, "POST", "/admin/jobs/sweep/cancel");

        // Then
        String who = stubs.scheduler.jobs.told.getFirst().replaceAll(".* by (.*): disk work", "$1");
        assertThat(stubs.scheduler.jobs.told)
                .containsExactly(
                        "pause sweep paused by " + who + ": disk work",
                        "resume sweep resumed by " + who,
                        "run sweep run by " + who,
                        "cancel sweep cancelled by " + who);
    }

    @Test
    void aJobIsRemovedUnlessItIsTheSystems() {
        // When
        Api.Answer custom = as(admin, "DELETE", "/admin/jobs/weekly");
        Api.Answer system = as(admin, "DELETE", "/admin/jobs/deal-step");
        Api.Answer unknown = as(admin, "DELETE", "/admin/jobs/weekly");

        // Then
        assertThat(custom.status()).isEqualTo(204);
        assertThat(system.status()).isEqualTo(409);
        assertThat(system.details()).isEqualTo("The job belongs to the system.");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.details()).isEqualTo("There is no job 'weekly'.");
    }

    @Test
    void onlyAdministratorsSeeJobs() {
        // When, Then
        assertThat(as(stubs.auth.userKey(), "GET", "/admin/jobs").status()).isEqualTo(403);
        assertThat(as(stubs.auth.userKey(), "POST", "/admin/jobs/weekly/run").status())
                .isEqualTo(403);
    }

    private Api.Answer create(String body) {
        return Api.post("/admin/jobs", body, "Authorization", "Bearer " + admin);
    }

    private static List<String> services(JsonObject answer) {
        JsonArray jobs = answer.getJsonArray("jobs");
        return jobs.stream()
                .map(JsonObject.class::cast)
                .map(job -> job.getString("service") + " " + job.getString("name"))
                .toList();
    }
}
