package io.whypfs.auth.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.whypfs.auth.AuthDatabase;
import io.whypfs.auth.Door;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(AuthDatabase.class)
@Timeout(60)
class IntrospectionIT {

    @Test
    void saysWhoseKeyItIsAndWhatItMayDo() {
        // Given
        Door.Account account = Door.freshAccount();
        Response key = Door.createKey(account.id(), "ci", "upload", 3600L);

        // When
        Response answer = Door.introspect(key.path("token"));

        // Then
        answer.then().statusCode(200);
        assertThat(answer.jsonPath().getMap("$"))
                .containsOnly(
                        Map.entry("active", true),
                        Map.entry("userId", Math.toIntExact(account.id())),
                        Map.entry("username", account.name()),
                        Map.entry("perms", 2),
                        Map.entry("uploadOnly", true),
                        Map.entry("expiry", key.path("expiry")),
                        Map.entry("storageDisabled", false),
                        Map.entry("flags", 0));
        assertThat(Instant.parse(key.path("expiry"))).isAfter(Instant.EPOCH);
    }

    @Test
    void tellsFlagsAndDisabledStorageAsTheyAreNow() {
        // Given
        Door.Account account = Door.freshAccount();
        AuthDatabase.update("update auth.users set flags = 8, storage_disabled = true where id = " + account.id());

        // When
        Response answer = Door.introspect(account.token());

        // Then
        answer.then().body("flags", equalTo(8)).body("storageDisabled", equalTo(true));
    }

    @Test
    void aKeyThatNobodyHasIsUnknown() {
        for (String token : new String[] {"ESTnobodyARY", "", "undefined", "x' or '1'='1", "\u0000"}) {
            // When
            Response answer = Door.introspect(token);

            // Then
            answer.then().statusCode(200);
            assertThat(answer.jsonPath().getMap("$"))
                    .containsOnly(Map.entry("active", false), Map.entry("reason", "unknown"));
        }
    }

    @Test
    void aHashIsNotAKey() {
        // Given
        Door.Account account = Door.freshAccount();

        // When
        Response answer = Door.introspect(TokenHash.ofToken(account.token()).text());

        // Then
        answer.then().body("active", equalTo(false)).body("reason", equalTo("unknown"));
    }

    @Test
    void anExpiredKeyIsNamedAsExpired() {
        // Given
        Door.Account account = Door.freshAccount();
        AuthDatabase.update(
                "update auth.auth_tokens set expiry = now() - interval '1 second' where user_id = " + account.id());

        // When
        Response answer = Door.introspect(account.token());

        // Then
        answer.then().statusCode(200);
        assertThat(answer.jsonPath().getMap("$"))
                .containsOnly(Map.entry("active", false), Map.entry("reason", "expired"));
    }

    @Test
    void refusesARequestWithoutAKey() {
        Door.post("/introspect", Map.of())
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:whypfs:problem:bad-input"))
                .body("detail", equalTo("The field token is missing."));
    }

    @Test
    void findsTheKeyThroughTheIndexOnItsHash() {
        // Given
        AuthDatabase.update("insert into auth.auth_tokens"
                + " (user_id, token_hash, expiry, created_at)"
                + " select " + Door.adminId() + ", lpad(n::text, 43, 'x'), now(), now() from generate_series(1, 5000) n"
                + " on conflict do nothing");

        // When
        String plan = AuthDatabase.select("explain select u.id from auth.auth_tokens t join auth.users u"
                + " on u.id = t.user_id where t.token_hash = 'absent'");

        // Then
        assertThat(plan).contains("Index Scan using auth_tokens_token_hash_key");
        AuthDatabase.update("delete from auth.auth_tokens where token_hash like 'xxx%'");
    }
}
