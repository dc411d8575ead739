package io.whypfs.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(AuthDatabase.class)
@Timeout(60)
class DoorIT {

    @ParameterizedTest
    @CsvSource({
        "POST,/introspect",
        "POST,/register",
        "POST,/login",
        "GET,/users/1/api-keys",
        "POST,/users/1/api-keys",
        "DELETE,/users/1/api-keys/x",
        "POST,/invites",
        "GET,/invites"
    })
    void everyRouteWantsTheInternalCredential(Method method, String route) {
        String path = "/internal/v1" + route;
        given().contentType(ContentType.JSON)
                .body("{}")
                .request(method, path)
                .then()
                .statusCode(401);
        given().header("Whypfs-Internal", "wrong")
                .contentType(ContentType.JSON)
                .body("{}")
                .request(method, path)
                .then()
                .statusCode(401);
        assertThat(Door.request()
                        .contentType(ContentType.JSON)
                        .body("{}")
                        .request(method, path)
                        .statusCode())
                .isNotEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"started", "live", "ready"})
    void saysThatItIsWell(String kind) {
        given().get("/q/health/" + kind).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void readinessLooksAtTheDatabase() {
        given().get("/q/health/ready").then().body("checks.name.toString()", containsString("Database"));
    }

    @Test
    void countsIntrospectionsByTheirOutcome() {
        // Given
        Door.introspect("ESTnobodyARY").then().statusCode(200);

        // Then
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("whypfs_auth_introspections_total{result=\"unknown\"}"));
    }

    @Test
    void theServicesRoleCannotChangeTheTables() {
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> AuthDatabase.update("alter table auth.users add column x int"))
                .hasRootCauseMessage("ERROR: must be owner of table users");
    }
}
