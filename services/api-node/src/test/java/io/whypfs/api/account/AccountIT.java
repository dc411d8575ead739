package io.whypfs.api.account;

import static io.whypfs.api.stub.Api.as;
import static io.whypfs.api.stub.Api.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.whypfs.api.stub.Api;
import io.whypfs.api.stub.Neighbours;
import io.whypfs.api.stub.Stubs;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(60)
class AccountIT {

    @Inject
    Stubs stubs;

    @BeforeEach
    void allIsWell() {
        stubs.up();
    }

    @Test
    void registersWithKeysInAnyCaseWhateverTheContentType() {
        // When
        Api.Answer answer = post(
                "/register",
                "{\"USERNAME\":\"ann\",\"PasswordHash\":\"p\",\"invitecode\":\"good\",\"more\":1} trailing",
                "Content-Type",
                "text/plain");

        // Then
        assertThat(answer.text()).isEqualTo("{\"token\":\"ESTsessionARY\",\"expiry\":\"2026-12-01T00:00:00Z\"}\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(stubs.auth.lastQuestions.get("register"))
                .isEqualTo(new JsonObject()
                        .put("username", "ann")
                        .put("passwordHash", "p")
                        .put("inviteCode", "good"));
    }

    @ParameterizedTest
    @CsvSource({
        "ann, strange, 404, ERR_INVALID_INVITE",
        "ann, used, 400, ERR_INVITE_ALREADY_USED",
        "taken, good, 400, ERR_USERNAME_TAKEN",
        "ann, '', 400, ERR_INVALID_INPUT"
    })
    void tellsWhyARegistrationIsRefused(String user, String invite, int status, String reason) {
        Api.Answer answer = post(
                "/register",
                new JsonObject()
                        .put("username", user)
                        .put("passwordHash", "p")
                        .put("inviteCode", invite)
                        .encode());
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(answer.json().getJsonObject("error").getInteger("code")).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[]", "null", "\"text\""})
    void refusesABodyThatIsNoObject(String body) {
        Api.Answer answer = post("/login", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("ERR_INVALID_INPUT");
    }

    @Test
    void refusesABodyAboveAMebibyte() {
        Api.Answer answer = post("/login", "{\"username\":\"" + "u".repeat(2 << 20) + "\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.details()).isEqualTo("The request body is larger than 1 MiB, which no JSON route takes.");
    }

    @Test
    void logsIn() {
        assertThat(post("/login", "{\"username\":\"ann\",\"passwordHash\":\"p\"}")
                        .text())
                .isEqualTo("{\"token\":\"ESTsessionARY\",\"expiry\":\"2026-12-01T00:00:00Z\"}\n");
    }

    @ParameterizedTest
    @CsvSource({"nobody, ERR_USER_NOT_FOUND", "wrong, ERR_INVALID_PASSWORD"})
    void tellsWhyALoginIsRefused(String user, String reason) {
        Api.Answer answer = post("/login", "{\"username\":\"" + user + "\",\"passwordHash\":\"p\"}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.reason()).isEqualTo(reason);
    }

    @Test
    void saysThatAuthServiceIsAwayWhenSomebodyLogsIn() {
        stubs.auth.down();
        Api.Answer answer = post("/login", "{\"username\":\"ann\",\"passwordHash\":\"p\"}");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.details()).isEqualTo("auth-service does not answer: try again in a moment.");
    }

    @Test
    void listsKeysWithoutTheirSecret() {
        assertThat(as(stubs.auth.userKey(), "GET", "/user/api-keys").text())
                .isEqualTo("[{\"token\":\"\",\"tokenHash\":\"hash-of-it\",\"label\":\"a \\u003cb\\u003e \\u0026 c\","
                        + "\"expiry\":\"2026-12-01T00:00:00.5Z\",\"isSession\":false}]\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'', all, 2592000",
        "expiry=24h, all, 86400",
        "expiry=1h30m&perms=all, all, 5400",
        "expiry=90s&perms=upload, upload, 90"
    })
    void createsKeysWithGoDurations(String query, String perms, long seconds) {
        // When
        Api.Answer answer = as(stubs.auth.userKey(), "POST", "/user/api-keys?label=mine&" + query);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("token")).isEqualTo("EST1ARY");
        assertThat(stubs.auth.lastQuestions.get("key"))
                .isEqualTo(new JsonObject()
                        .put("label", "mine")
                        .put("perms", perms)
                        .put("expirySeconds", seconds));
    }

    @Test
    void createsAKeyThatNeverExpires() {
        as(stubs.auth.userKey(), "POST", "/user/api-keys?expiry=false");
        assertThat(stubs.auth.lastQuestions.get("key").getValue("expirySeconds"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"expiry=soon", "expiry=-1h", "perms=root", "perms=all&perms=upload", "expiry=24"})
    void refusesAKeyItCannotMake(String query) {
        Api.Answer answer = as(stubs.auth.userKey(), "POST", "/user/api-keys?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("ERR_INVALID_INPUT");
    }

    @Test
    void deletesAKeyWithoutABody() {
        Api.Answer answer = as(stubs.auth.userKey(), "DELETE", "/user/api-keys/ab_c-d");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bytes()).isEmpty();
        assertThat(stubs.auth.lastQuestions.get("delete").getString("key")).isEqualTo("ab_c-d");
    }

    @Test
    void letsAdministratorsInvite() {
        String admin = stubs.auth.key(100, false);
        assertThat(as(admin, "POST", "/admin/invite/welcome").text()).isEqualTo("{\"code\":\"welcome\"}\n");
        assertThat(as(admin, "GET", "/admin/invites").text())
                .isEqualTo("[{\"code\":\"c1\",\"createdBy\":\"admin\",\"claimedBy\":\"\",\"createdAt\":\"\"}]\n");
        assertThat(as(admin, "POST", "/admin/invite/twice").status()).isEqualTo(400);
    }

    @Test
    void keepsUsersFromInviting() {
        Api.Answer answer = as(stubs.auth.userKey(), "POST", "/admin/invite/mine");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.reason()).isEqualTo("ERR_NOT_AUTHORIZED");
    }

    @Test
    void showsTheViewer() {
        // Given
        String key = stubs.auth.key(2, true);

        // When
        Api.Answer answer = as(key, "GET", "/viewer");

        // Then
        assertThat(answer.text())
                .matches("\\{\"username\":\"user\\d+\",\"perms\":2,\"id\":\\d+,\"address\":\"\\\\u003cempty\\\\u003e\","
                        + "\"auth_expiry\":\"2099-01-02T03:04:05.12Z\",\"settings\":\\{\"replication\":6,\"verified\":true,"
                        + "\"dealDuration\":1494720,\"fileStagingThreshold\":1100000000,\"contentAddingDisabled\":false,"
                        + "\"dealMakingDisabled\":false,\"uploadEndpoints\":\\[\"https://files.example/content/add\"],"
                        + "\"flags\":0}}\n");
    }
}
