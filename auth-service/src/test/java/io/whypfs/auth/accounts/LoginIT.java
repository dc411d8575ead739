package io.whypfs.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.whypfs.auth.AuthDatabase;
import io.whypfs.auth.Door;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(AuthDatabase.class)
@Timeout(60)
class LoginIT {

    @Test
    void opensASessionOfThirtyDays() {
        // Given
        Door.Account account = Door.freshAccount();
        Instant before = Instant.now();

        // When
        Response session = Door.login(account.name().toUpperCase(Locale.ROOT), account.passwordHash());

        // Then
        session.then().statusCode(200).body("userId", equalTo(Math.toIntExact(account.id())));
        assertThat(Instant.parse(session.path("expiry")))
                .isBetween(
                        before.plus(Duration.ofDays(30)).minusSeconds(1),
                        Instant.now().plus(Duration.ofDays(30)));
        assertThat(session.<String>path("token")).isNotEqualTo(account.token());
        Door.introspect(session.path("token")).then().body("username", equalTo(account.name()));
        Door.get("/users/" + account.id() + "/api-keys")
                .then()
                .body("label", equalTo(List.of("on-register", "on-login")))
                .body("isSession", equalTo(List.of(true, true)));
    }

    @Test
    void saysThatTheUserIsUnknown() {
        Door.login(RegistrationIT.freshName(), "pw")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:whypfs:problem:user-unknown"))
                .body("status", equalTo(403));
    }

    @Test
    void saysThatThePasswordIsWrong() {
        // Given
        Door.Account account = Door.freshAccount();

        // When
        Response refused = Door.login(account.name(), account.passwordHash() + "!");

        // Then
        refused.then().statusCode(403).body("type", equalTo("urn:whypfs:problem:password-wrong"));
    }

    @Test
    void theAdministratorWithoutAPasswordEntersByKeyOnly() {
        Door.login("admin", "anything")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:whypfs:problem:password-wrong"));
    }

    @Test
    void refusesWhatIsNoLogin() {
        Door.post("/login", Map.of("username", "ann"))
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:whypfs:problem:bad-input"));
        Door.post("/login", Map.of("passwordHash", "pw"))
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:whypfs:problem:bad-input"));
        Door.request()
                .contentType("application/json")
                .body("{\"username\":")
                .post("/internal/v1/login")
                .then()
                .statusCode(400);
    }

    @Test
    void keepsOnlyBcryptOfWhatTheClientSent() {
        // Given
        Door.Account account = Door.freshAccount();

        // When
        String row = AuthDatabase.select("select u::text from auth.users u where id = " + account.id());

        // Then
        assertThat(row).contains("$2a$04$").doesNotContain(account.passwordHash());
    }
}
