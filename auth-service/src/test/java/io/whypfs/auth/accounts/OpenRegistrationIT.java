package io.whypfs.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.whypfs.auth.AuthDatabase;
import io.whypfs.auth.Door;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(AuthDatabase.class)
@TestProfile(OpenRegistrationIT.Open.class)
@Timeout(60)
class OpenRegistrationIT {

    /** Registration without invites, and an administrator with a password. */
    public static class Open implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("whypfs.registration.open", "true", "whypfs.bootstrap.admin-password", "Adm1nAdm1n");
        }
    }

    @Test
    void needsNoInvite() {
        // Given
        String name = RegistrationIT.freshName();

        // When
        Door.post("/register", Map.of("username", name, "passwordHash", "pw"))
                .then()
                .statusCode(200);

        // Then
        Door.login(name, "pw").then().statusCode(200);
    }

    @Test
    void doesNotUseUpAnInviteThatComesAlong() {
        // Given
        String invite = Door.freshInvite();

        // When
        Door.register(RegistrationIT.freshName(), "pw", invite).then().statusCode(200);

        // Then
        assertThat(AuthDatabase.select(
                        "select claimed_by is null from auth.invite_codes where code = '" + invite + "'"))
                .isEqualTo("t");
    }

    @Test
    void theAdministratorsNameStaysReserved() {
        Door.register("admin", "pw", "")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:whypfs:problem:username-taken"));
    }

    @Test
    void theAdministratorEntersWithTheConfiguredPassword() {
        Door.login("admin", "Adm1nAdm1n").then().statusCode(200).body("userId", equalTo((int) Door.adminId()));
        Door.login("admin", "other").then().statusCode(403);
    }
}
