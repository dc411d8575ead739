package io.whypfs.auth.invites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.whypfs.auth.AuthDatabase;
import io.whypfs.auth.Door;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(AuthDatabase.class)
@Timeout(60)
class InvitesIT {

    @Test
    void listsWhoMadeAndWhoUsedAnInvite() {
        // Given
        String used = Door.freshInvite();
        String open = Door.freshInvite();
        String name = "guest" + UUID.randomUUID().toString().substring(0, 8);
        Door.register(name, "pw", used).then().statusCode(200);

        // When
        List<Map<String, Object>> invites = Door.get("/invites").jsonPath().getList("$");

        // Then
        assertThat(invites)
                .filteredOn(i -> i.get("code").equals(used) || i.get("code").equals(open))
                .extracting(i -> i.get("createdBy") + "/" + i.get("claimedBy"))
                .containsExactly("admin/" + name, "admin/");
    }

    @Test
    void answersWithTheCode() {
        String code = "any text will do " + UUID.randomUUID();
        Door.post("/invites", Map.of("code", code, "createdBy", Door.adminId()))
                .then()
                .statusCode(200)
                .body("code", equalTo(code));
    }

    @Test
    void refusesACodeThatExistsUsedOrNot() {
        // Given
        String code = Door.freshInvite();

        // Then
        refusedAsExisting(code);
        Door.register("guest" + UUID.randomUUID().toString().substring(0, 8), "pw", code)
                .then()
                .statusCode(200);
        refusedAsExisting(code);
    }

    @Test
    void refusesACodeThatCannotBePrinted() {
        for (String code : List.of("", "  ", "a\nb", "x".repeat(256))) {
            Door.post("/invites", Map.of("code", code, "createdBy", Door.adminId()))
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("urn:whypfs:problem:bad-input"))
                    .body("detail", containsString("code"));
        }
    }

    @Test
    void refusesAMakerWhoDoesNotExist() {
        for (Map<String, ?> body :
                List.<Map<String, ?>>of(Map.of("code", "c"), Map.of("code", "c", "createdBy", 987_654_321))) {
            Door.post("/invites", body)
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("urn:whypfs:problem:bad-input"))
                    .body("detail", containsString("createdBy"));
        }
    }

    private static void refusedAsExisting(String code) {
        Door.post("/invites", Map.of("code", code, "createdBy", Door.adminId()))
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:whypfs:problem:invite-exists"));
    }
}
