package io.whypfs.auth.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.whypfs.auth.AuthDatabase;
import io.whypfs.auth.Door;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(AuthDatabase.class)
@Timeout(60)
class ApiKeysIT {

    private Door.Account account;

    @BeforeEach
    void register() {
        account = Door.freshAccount();
    }

    @Test
    void showsANewKeyOnceAndListsItByItsHashAfterwards() {
        // When
        Response made = Door.createKey(account.id(), "my laptop", "all", 3600L);

        // Then
        made.then().statusCode(200).body("label", equalTo("my laptop")).body("uploadOnly", equalTo(false));
        String token = made.path("token");
        assertThat(made.<String>path("tokenHash"))
                .isEqualTo(TokenHash.ofToken(token).text());

        Map<String, Object> listed = new HashMap<>(made.jsonPath().getMap("$"));
        listed.put("token", "");
        assertThat(keys()).hasSize(2).element(1).isEqualTo(listed);
        assertThat(listed.keySet())
                .containsExactlyInAnyOrder("token", "tokenHash", "label", "expiry", "isSession", "uploadOnly");
    }

    @Test
    void listsSessionsAndExpiredKeysToo() {
        // Given
        Door.createKey(account.id(), "old", "upload", 1L);
        AuthDatabase.update("update auth.auth_tokens set expiry = now() - interval '1 day' where label = 'old'");

        // When
        List<Map<String, Object>> keys = keys();

        // Then
        assertThat(keys).extracting(k -> k.get("label")).containsExactly("on-register", "old");
        assertThat(keys).extracting(k -> k.get("isSession")).containsExactly(true, false);
        assertThat(keys).extracting(k -> k.get("uploadOnly")).containsExactly(false, true);
    }

    @Test
    void aKeyWithoutExpiryLivesAHundredYears() {
        // Given
        Instant before = Instant.now();

        // When
        Response made = Door.createKey(account.id(), "", "all", null);

        // Then
        made.then().statusCode(200);
        assertThat(Instant.parse(made.path("expiry")))
                .isBetween(
                        before.plus(Duration.ofDays(36_525)).minusSeconds(1),
                        Instant.now().plus(Duration.ofDays(36_525)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRevokedKeyIsRefusedAtOnce(boolean byHash) {
        // Given
        Response made = Door.createKey(account.id(), "ci", "all", 3600L);
        Door.introspect(made.path("token")).then().body("active", equalTo(true));

        // When
        Door.revoke(account.id(), made.path(byHash ? "tokenHash" : "token"))
                .then()
                .statusCode(204);

        // Then
        Door.introspect(made.path("token"))
                .then()
                .body("active", equalTo(false))
                .body("reason", equalTo("unknown"));
        Door.introspect(account.token()).then().body("active", equalTo(true));
    }

    @Test
    void revokingTwiceOrNothingIsFine() {
        Door.revoke(account.id(), account.token()).then().statusCode(204);
        Door.revoke(account.id(), account.token()).then().statusCode(204);
        Door.revoke(account.id(), "ESTneverARY").then().statusCode(204);
        assertThat(keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nobodyRevokesTheKeyOfAnotherUser(boolean byHash) {
        // Given
        Door.Account other = Door.freshAccount();
        String target = byHash ? TokenHash.ofToken(other.token()).text() : other.token();

        // When
        Door.revoke(account.id(), target).then().statusCode(204);

        // Then
        Door.introspect(other.token()).then().body("active", equalTo(true));
    }

    @ParameterizedTest
    @CsvSource({
        "admin,3600,perms",
        ",3600,perms",
        "all,0,expirySeconds",
        "all,-5,expirySeconds",
        "all,3155760001,expirySeconds"
    })
    void refusesAWishThatIsNotUnderstoodAndNamesTheField(String perms, long seconds, String field) {
        Door.createKey(account.id(), "", perms, seconds)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:whypfs:problem:bad-input"))
                .body("detail", containsString("The field " + field));
        assertThat(keys()).hasSize(1);
    }

    @Test
    void refusesALabelThatCannotBePrinted() {
        Door.createKey(account.id(), "a\u0000b", "all", 60L).then().statusCode(400);
        Door.createKey(account.id(), "x".repeat(256), "all", 60L).then().statusCode(400);
        Door.createKey(account.id(), "x".repeat(255), "all", 60L).then().statusCode(200);
    }

    @Test
    void refusesAKeyForAUserWhoDoesNotExist() {
        Door.createKey(987_654_321L, "", "all", 60L)
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:whypfs:problem:user-unknown"));
        Door.get("/users/987654321/api-keys").then().statusCode(200).body("$", equalTo(List.of()));
    }

    @Test
    void keepsNoKeyInTheDatabase() {
        // When
        Response made = Door.createKey(account.id(), "ci", "all", 3600L);

        // Then
        assertThat(AuthDatabase.select("select t::text from auth.auth_tokens t where user_id = " + account.id()))
                .contains(made.<String>path("tokenHash"))
                .doesNotContain("EST");
    }

    private List<Map<String, Object>> keys() {
        return Door.get("/users/" + account.id() + "/api-keys").jsonPath().getList("$");
    }
}
