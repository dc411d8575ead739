package io.whypfs.api.auth;

import static io.whypfs.api.stub.Api.as;
import static io.whypfs.api.stub.Api.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.whypfs.api.stub.Api;
import io.whypfs.api.stub.Neighbours;
import io.whypfs.api.stub.Stubs;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(60)
class KeyCheckIT {

    @Inject
    Stubs stubs;

    @BeforeEach
    @AfterEach
    void allIsWell() {
        stubs.up();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "undefined, ERR_AUTH_MISSING",
                "Basic abc, ERR_AUTH_MISSING_BEARER",
                "bearer abc, ERR_AUTH_MISSING_BEARER",
                "Bearer, ERR_INVALID_AUTH",
                "Bearer a b, ERR_INVALID_AUTH",
                "Bearer ESTnobodyARY, ERR_INVALID_TOKEN"
            })
    void tellsWhatIsWrongWithAHeader(String header, String reason) {
        Api.Answer answer = get("/viewer", "Authorization", header);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.reason()).isEqualTo(reason);
    }

    @Test
    void tellsThatAKeyHasExpired() {
        String key = stubs.auth.userKey();
        stubs.auth.expire(key);
        assertThat(as(key, "GET", "/viewer").reason()).isEqualTo("ERR_TOKEN_EXPIRED");
    }

    @Test
    void refusesARevokedKeyWithinASecond() {
        // Given
        String key = stubs.auth.userKey();
        assertThat(as(key, "GET", "/viewer").status()).isEqualTo(200);

        // When
        stubs.auth.revoke(key);

        // Then
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(as(key, "GET", "/viewer").status()).isEqualTo(401));
    }

    @Test
    void asksOnceForManyRequestsOfOneKey() {
        // Given
        String key = stubs.auth.userKey();
        int before = stubs.auth.introspections.get();

        // When
        for (int i = 0; i < 20; i++) {
            as(key, "GET", "/viewer");
        }

        // Then
        assertThat(stubs.auth.introspections.get() - before).isLessThan(10);
    }

    @Test
    void answers503AndNever401WhenAuthServiceIsAway() {
        String key = stubs.auth.userKey();
        stubs.auth.down();
        Api.Answer answer = as(key, "GET", "/viewer");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.reason()).isEqualTo("Service Unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void answers503WhenAuthServiceIsSilentAndRecovers() {
        // Given
        String key = stubs.auth.userKey();
        stubs.auth.silent = true;

        // When
        Api.Answer answer = as(key, "GET", "/viewer");

        // Then
        assertThat(answer.status()).isEqualTo(503);
        stubs.auth.silent = false;
        assertThat(as(key, "GET", "/viewer").status()).isEqualTo(200);
    }
}
