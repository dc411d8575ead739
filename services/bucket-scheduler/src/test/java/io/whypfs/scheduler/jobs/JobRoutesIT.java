package io.whypfs.scheduler.jobs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.whypfs.kit.internal.InternalCredential;
import io.whypfs.scheduler.SchedulerBackends;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The jobs of the service through its internal door. */
@QuarkusTest
@QuarkusTestResource(SchedulerBackends.class)
@Timeout(120)
class JobRoutesIT {

    private static final String JOBS = "/internal/v1/jobs";

    @Test
    void theServicesOwnJobsSayWhyTheyWaitAndWhatIsNext() {
        // When
        JsonPath jobs = as().get(JOBS).then().statusCode(200).extract().jsonPath();

        // Then
        assertThat(jobs.getList("system", Boolean.class)).isNotEmpty().containsOnly(true);
        assertThat(jobs.getList("why", String.class)).noneMatch(String::isBlank);
        assertThat(jobs.getList("next", String.class)).noneMatch(String::isBlank);
        String system = jobs.getString("[0].name");
        Response refused = as().delete(JOBS + "/" + system);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("type")).isEqualTo("urn:whypfs:problem:job-state");
        assertThat(given().get(JOBS).statusCode()).isEqualTo(401);
    }

    @Test
    void aJobIsMadePausedResumedRunAndRemoved() {
        // Given
        String type = as().get(JOBS + "/types").jsonPath().getString("[0].name");

        // When
        Response made = as().body("{\"name\":\"extra\",\"type\":\"" + type
                        + "\",\"schedule\":\"0 3 1 1 *\",\"maxRuns\":5,\"until\":\"2090-01-01T00:00:00Z\"}")
                .post(JOBS);

        // Then
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.jsonPath().getString("state")).isEqualTo("waiting");
        assertThat(made.jsonPath().getString("until")).isEqualTo("2090-01-01T00:00:00Z");
        assertThat(made.jsonPath().getMap("$")).doesNotContainKeys("node", "timeout", "lastRun");
        assertThat(as().post(JOBS + "/extra/pause?why=paused by ann").jsonPath().getString("why"))
                .isEqualTo("paused by ann");
        assertThat(as().post(JOBS + "/extra/run").statusCode()).isEqualTo(409);
        assertThat(as().post(JOBS + "/extra/resume").jsonPath().getString("state"))
                .isEqualTo("waiting");
        assertThat(as().post(JOBS + "/extra/run").statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> as().get(JOBS + "/extra").jsonPath().getInt("runs") == 1);
        assertThat(as().get(JOBS + "/extra/runs?limit=5").statusCode()).isEqualTo(200);
        assertThat(as().delete(JOBS + "/extra").statusCode()).isEqualTo(204);
        assertThat(as().get(JOBS + "/extra").jsonPath().getString("type")).isEqualTo("urn:whypfs:problem:unknown-job");
    }

    @Test
    void whatCannotBeIsAProblemThatSaysWhy() {
        // When
        Response type = as().body("{\"name\":\"x\",\"type\":\"nonsense\",\"schedule\":\"@daily\"}")
                .post(JOBS);
        Response schedule = as().body("{\"name\":\"x\",\"type\":\"nonsense\",\"schedule\":\"soon\"}")
                .post(JOBS);

        // Then
        assertThat(type.statusCode()).isEqualTo(400);
        assertThat(type.jsonPath().getString("type")).isEqualTo("urn:whypfs:problem:unknown-job-type");
        List<String> known = as().get(JOBS + "/types").jsonPath().getList("name");
        assertThat(type.jsonPath().getList("types", String.class)).containsExactlyElementsOf(known);
        assertThat(schedule.statusCode()).isEqualTo(400);
        assertThat(schedule.jsonPath().getString("detail")).startsWith("'soon' is not a schedule.");
    }

    private static RequestSpecification as() {
        return given().header(InternalCredential.HEADER, SchedulerBackends.TOKEN)
                .contentType(ContentType.JSON);
    }
}
