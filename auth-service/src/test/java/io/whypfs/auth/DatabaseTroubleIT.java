package io.whypfs.auth;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.whypfs.testsupport.TestPostgres;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(AuthDatabase.class)
@Timeout(120)
class DatabaseTroubleIT {

    @Test
    void answers503WhileTheDatabaseIsGoneAndHealsWhenItIsBack() {
        // Given
        Door.Account account = Door.freshAccount();
        AuthDatabase.checkpoint();

        // When
        TestPostgres.start().kill();

        // Then
        try {
            Door.introspect(account.token())
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:whypfs:problem:database-unavailable"));
            Door.login(account.name(), account.passwordHash()).then().statusCode(503);
            Door.get("/users/" + account.id() + "/api-keys").then().statusCode(503);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(503));
            given().get("/q/health/live").then().statusCode(200);
        } finally {
            TestPostgres.start().start();
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Door.introspect(account.token()).then().statusCode(200).body("active", equalTo(true));
            Door.login(account.name(), account.passwordHash()).then().statusCode(200);
            given().get("/q/health/ready").then().statusCode(200);
        });
    }
}
