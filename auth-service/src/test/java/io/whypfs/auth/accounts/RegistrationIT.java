package io.whypfs.auth.accounts;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(AuthDatabase.class)
@Timeout(60)
class RegistrationIT {

    @Test
    void turnsAnInviteIntoAUserWithASessionOfSevenDays() {
        // Given
        String name = freshName();
        Instant before = Instant.now();

        // When
        Response made = Door.register(name, "pw", Door.freshInvite());

        // Then
        made.then().statusCode(200);
        assertThat(made.jsonPath().getMap("$").keySet()).isEqualTo(java.util.Set.of("token", "expiry", "userId"));
        assertThat(Instant.parse(made.path("expiry")))
                .isBetween(
                        before.plus(Duration.ofDays(7)).minusSeconds(1),
                        Instant.now().plus(Duration.ofDays(7)));
        Door.introspect(made.path("token"))
                .then()
                .body("active", equalTo(true))
                .body("username", equalTo(name))
                .body("perms", equalTo(2))
                .body("uploadOnly", equalTo(false));
        Door.get("/users/" + made.path("userId") + "/api-keys")
                .then()
                .body("label", equalTo(List.of("on-register")))
                .body("isSession", equalTo(List.of(true)));
    }

    @Test
    void keepsNamesInLowerCase() {
        // Given
        String name = freshName();

        // When
        Response made = Door.register(name.toUpperCase(java.util.Locale.ROOT), "pw", Door.freshInvite());

        // Then
        Door.introspect(made.path("token")).then().body("username", equalTo(name));
        Door.register(name, "pw", Door.freshInvite())
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:whypfs:problem:username-taken"));
    }

    @Test
    void refusesAnInviteThatNobodyMade() {
        for (String code : List.of("no-such-code", "", "a\u0000b", "x".repeat(300))) {
            Door.register(freshName(), "pw", code)
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("urn:whypfs:problem:invite-unknown"));
        }
        Door.post("/register", Map.of("username", freshName(), "passwordHash", "pw"))
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:whypfs:problem:invite-unknown"));
    }

    @Test
    void refusesAUsedInvite() {
        // Given
        String invite = Door.freshInvite();
        Door.register(freshName(), "pw", invite).then().statusCode(200);

        // When
        Response second = Door.register(freshName(), "pw", invite);

        // Then
        second.then().statusCode(400).body("type", equalTo("urn:whypfs:problem:invite-used"));
    }

    @Test
    void aRefusedNameLeavesTheInviteOpen() {
        // Given
        Door.Account account = Door.freshAccount();
        String invite = Door.freshInvite();

        // When
        Door.register(account.name(), "pw", invite)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:whypfs:problem:username-taken"));

        // Then
        Door.register(freshName(), "pw", invite).then().statusCode(200);
    }

    @Test
    void nobodyRegistersAsTheAdministrator() {
        Door.register("Admin", "pw", Door.freshInvite())
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:whypfs:problem:username-taken"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\tb", "a\u0000b", "a\u202eb", "x\ud800"})
    void refusesANameThatCannotBePrinted(String name) {
        Door.post("/register", Map.of("username", name, "passwordHash", "pw", "inviteCode", "any"))
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:whypfs:problem:bad-input"))
                .body("detail", containsString("username"));
    }

    @Test
    void namesHaveAtMostSixtyFourCharacters() {
        String longest = freshName() + "x".repeat(64 - freshName().length());
        Door.register(longest + "x", "pw", Door.freshInvite()).then().statusCode(400);
        Door.register(longest, "pw", Door.freshInvite()).then().statusCode(200);
    }

    @Test
    void refusesAMissingPasswordAndAnAbsentBody() {
        Door.post("/register", Map.of("username", freshName(), "inviteCode", "any"))
                .then()
                .statusCode(400)
                .body("detail", equalTo("The field passwordHash is missing or empty."));
        Door.register(freshName(), "x".repeat(1025), "any")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:whypfs:problem:bad-input"));
        Door.request()
                .contentType("application/json")
                .post("/internal/v1/register")
                .then()
                .statusCode(400);
    }

    @RepeatedTest(5)
    void ofManyWhoRaceForOneInviteExactlyOneWins() throws Exception {
        // Given
        String invite = Door.freshInvite();
        List<String> names = IntStream.range(0, 8).mapToObj(i -> freshName()).toList();

        // When
        List<Response> answers = atOnce(names.stream()
                .<Callable<Response>>map(n -> () -> Door.register(n, "pw", invite))
                .toList());

        // Then
        assertThat(answers).filteredOn(a -> a.statusCode() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(a -> a.statusCode() != 200)
                .extracting(a -> a.<String>path("type"))
                .containsOnly("urn:whypfs:problem:invite-used");
        assertThat(AuthDatabase.select(
                        "select count(*) from auth.users where username in ('" + String.join("','", names) + "')"))
                .isEqualTo("1");
    }

    @RepeatedTest(5)
    void ofManyWhoRaceForOneNameExactlyOneWinsAndTheOthersKeepTheirInvites() throws Exception {
        // Given
        String name = freshName();
        List<String> invites =
                IntStream.range(0, 6).mapToObj(i -> Door.freshInvite()).toList();

        // When
        List<Response> answers = atOnce(invites.stream()
                .<Callable<Response>>map(i -> () -> Door.register(name, "pw", i))
                .toList());

        // Then
        assertThat(answers).filteredOn(a -> a.statusCode() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(a -> a.statusCode() != 200)
                .extracting(a -> a.<String>path("type"))
                .containsOnly("urn:whypfs:problem:username-taken");
        assertThat(AuthDatabase.select("select count(*) from auth.invite_codes where claimed_by is not null"
                        + " and code in ('" + String.join("','", invites) + "')"))
                .isEqualTo("1");
    }

    static String freshName() {
        return "user" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            List<Future<T>> running = calls.stream()
                    .map(call -> threads.submit(() -> {
                        start.await();
                        return call.call();
                    }))
                    .toList();
            java.util.ArrayList<T> results = new java.util.ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        }
    }
}
